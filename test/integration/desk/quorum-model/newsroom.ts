import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { AcceptClaim, AddCitation, AssignClaim, RecordEnquiry, RegisterSource, SubmitClaim } from '#libs/desk';
import { CreateOrganization } from '#libs/identity';
import { type Actor, newId, type Role } from '#libs/kernel';
import type { TestDatabase } from '../../../support/database.js';
import type { Random } from './random.js';

const staff: readonly (readonly [string, readonly Role[], number])[] = [
  // name, roles, keys: some people have two
  ['Rosa', ['researcher'], 1],
  ['Rudi', ['researcher', 'reviewer'], 2],
  ['Vera', ['reviewer'], 2],
  ['Viktor', ['reviewer'], 1],
  ['Vanna', ['reviewer'], 1],
  ['Edna', ['editor'], 2],
  ['Emil', ['editor', 'researcher'], 1],
  ['Ada', ['admin'], 1],
];

/** One organization with its people, their keys (some have two) and a machine. */
export interface Staffed {
  readonly organization: string;
  readonly actors: readonly Actor[];
  readonly source: string;
  with(role: Role): readonly Actor[];
}

export async function hireAll(rooms: INestApplicationContext, on: TestDatabase): Promise<Staffed> {
  const { organization } = await rooms
    .get(CreateOrganization)
    .run(
      { kind: 'operator', roles: [] },
      { slug: `model-${newId()}`, name: 'Model', admin: { name: 'First' }, entrance: 'issue' },
    );
  const actors: Actor[] = [];
  const key = async (kind: 'member' | 'integration', member: string | null): Promise<string> => {
    const id = newId();
    await on.asOwner(
      `insert into api_key (organization_id, id, kind, member_id, name, secret_hash, created_at) values ($1, $2, $3, $4, 'k', $5, now())`,
      [organization.id, id, kind, member, randomBytes(32)],
    );
    return id;
  };
  for (const [name, roles, keys] of staff) {
    const member = newId();
    await on.asOwner(
      `insert into member (organization_id, id, name, roles, status, created_at, updated_at) values ($1, $2, $3, $4, 'active', now(), now())`,
      [organization.id, member, name, roles],
    );
    for (let n = 0; n < keys; n += 1) {
      actors.push({ organization: organization.id, kind: 'member', member, key: await key('member', member), roles });
    }
  }
  // Whatever roles somebody gave it: a machine stays a machine.
  actors.push({
    organization: organization.id,
    kind: 'integration',
    key: await key('integration', null),
    roles: ['reviewer', 'editor'],
  });
  const having = (role: Role): readonly Actor[] =>
    actors.filter((actor) => actor.kind === 'member' && actor.roles.includes(role));
  const source = await rooms
    .get(RegisterSource)
    .run(having('researcher')[0] as Actor, { kind: 'document', title: 'A record', access: 'open' });
  return { organization: organization.id, actors, source: source.id, with: having };
}

/** A claim in checking with a citation and a reply record. */
export async function claimToJudge(
  rooms: INestApplicationContext,
  staffed: Staffed,
  random: Random,
): Promise<{ claim: string; citations: string[]; assignee: Actor }> {
  const assignee = random.pick(staffed.with('researcher'));
  const editor = random.pick(staffed.with('editor'));
  const claim = await rooms.get(SubmitClaim).run(assignee, {
    statement: 'The bridge was closed in March.',
    kind: 'event',
    language: 'en',
    origin: 'monitoring',
    mode: 'stated',
    claimant: { kind: 'outlet', name: 'The Courier' },
    appearance: { medium: 'radio' },
  });
  await rooms.get(AcceptClaim).run(editor, claim.id, { reason: 'reach' });
  await rooms.get(AssignClaim).run(editor, claim.id, { member: assignee.member as string });
  const citation = await rooms.get(AddCitation).run(random.pick([assignee, editor]), claim.id, {
    source: staffed.source,
    stance: 'refutes',
    mode: 'linked',
    primary: true,
  });
  await rooms.get(RecordEnquiry).run(assignee, claim.id, { contacted: false, reason: 'A model.' });
  return { claim: claim.id, citations: [citation.id], assignee };
}
