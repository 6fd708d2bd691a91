import type { EventType } from '../event-types.js';
import type { Phrase } from './told.js';

/** The newsroom, its rules, its people, and what goes out of it. */
export const house = {
  'organization.created': () => 'set the newsroom up',
  'organization.changed': () => "changed the newsroom's settings",
  'policy.proposed': () => 'proposed a weaker policy, which waits for a second person',
  'policy.changed': (told) => `put version ${told.fact('to') ?? ''} of the policy in force`,
  'scale.changed': (told) => `put version ${told.fact('version') ?? ''} of a rating scale in force`,
  'methodology.changed': () => 'put a new version of the methodology in force',
  'member.invited': (told) => `invited ${told.member(told.of('member', 'id'))}`,
  'member.joined': () => 'joined the newsroom',
  'member.changed': (told) => `changed the name, address or roles of ${told.member(told.of('member', 'id'))}`,
  'member.reinvited': (told) => `invited ${told.member(told.of('member', 'id'))} again`,
  'member.suspended': (told) => `suspended ${told.member(told.of('member', 'id'))}`,
  'member.reinstated': (told) => `reinstated ${told.member(told.of('member', 'id'))}`,
  'key.issued': () => 'issued an API key',
  'key.rotated': () => 'replaced an API key by a new one',
  'key.revoked': () => 'revoked an API key',
  'ledger.key_rotated': () => 'put a new signing key in force',
  'access.digested': (told) => `recorded the digest of the access log of ${told.of('access_digest', 'day') ?? 'a day'}`,
  'person.erased': () => 'erased personal data',
  'endpoint.created': () => 'created a webhook endpoint',
  'endpoint.changed': () => 'changed a webhook endpoint',
  'endpoint.disabled': () => 'disabled a webhook endpoint',
  'endpoint.enabled': () => 'enabled a webhook endpoint',
  'endpoint.archived': () => 'deleted a webhook endpoint',
  'endpoint.secret_rotated': () => 'replaced the signing secret of a webhook endpoint',
  'endpoint.redelivered': () => 'sent a webhook delivery again',
  'endpoint.recovered': (told) =>
    `sent a webhook endpoint its events again since index ${told.fact('fromIndex') ?? ''}`,
  'report.requested': () => 'asked for a report',
  'report.completed': () => 'finished a report',
  'report.failed': () => 'could not make a report',
  'import.requested': () => 'asked for an import',
  'import.completed': () => 'finished an import',
} as const satisfies Partial<Record<EventType, Phrase>>;
