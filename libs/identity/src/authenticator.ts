import { Injectable } from '@nestjs/common';
import { type Actor, refuse } from '#libs/kernel';
import { parseKey, type PresentedKey, sealOf } from './key-format.js';
import { KeyLookup } from './key-lookup.js';

const bearer = (header: string): string => /^Bearer ([\x21-\x7e]+)$/i.exec(header)?.[1] ?? '';

/** What an Authorization header says of itself, whether or not it opens anything. */
export const presentedKey = (header: string | undefined): PresentedKey | undefined => parseKey(bearer(header ?? ''));

/** Turns a presented key into who is acting. Read anew each time: a revocation or a changed role holds at once. */
@Injectable()
export class Authenticator {
  constructor(private readonly keys: KeyLookup) {}

  /** `presented` is the Authorization header. Errors: key.missing, key.invalid. */
  async actor(
    presented: string | undefined,
    request: string,
    idempotency?: { key: string; fingerprint: string },
  ): Promise<Actor> {
    if (!presented) refuse('key.missing', 'Send your API key as "Authorization: Bearer cd_…".');
    const text = bearer(presented);
    const key =
      parseKey(text) ??
      refuse('key.invalid', 'This is not a Claimdesk API key, or a character of it is missing. Copy it again.');
    const row = await this.keys.find(key.organization, key.hash);
    if (!row)
      refuse(
        'key.invalid',
        'This API key does not work (any more): unknown, expired, revoked, or its member is suspended.',
      );
    return {
      organization: key.organization,
      kind: row.kind,
      ...(row.member_id ? { member: row.member_id } : {}),
      key: row.id,
      roles: row.roles ?? [],
      ...(row.scopes ? { scopes: row.scopes } : {}),
      ...(row.period_from && row.period_until ? { period: { from: row.period_from, until: row.period_until } } : {}),
      request,
      ...(idempotency ? { idempotency: { ...idempotency, seal: sealOf(text) } } : {}),
    };
  }
}
