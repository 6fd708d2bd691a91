// Events, written as a verb writes them.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { canonicalBytes } = require('../dist/libs/kernel/src/canonical-json.js');
const { newId } = require('../dist/libs/kernel/src/id.js');

export function makeEvent(organization, type) {
  const id = newId();
  const claim = newId();
  const bytes = canonicalBytes({
    id,
    organization,
    type,
    schema: 1,
    occurredAt: new Date().toISOString(),
    actor: { kind: 'system', member: null, key: null, roles: [] },
    labels: { topics: [], language: 'en', status: 'submitted' },
    root: claim,
    changes: [{ type: 'claim', id: claim, version: 1, after: { id: claim, statement: 'A claim. '.repeat(30) } }],
    facts: {},
  });
  return { id, bytes };
}

/** Commits events in one statement and wakes the sequencer. Gives the time of the answer. */
export async function record(pool, organization, events) {
  await pool.query({
    name: 'record',
    text: `with recorded as (insert into event (organization_id, id, bytes) select $1, * from unnest($2::uuid[], $3::bytea[]) returning organization_id, position),
             pending as (insert into event_pending (organization_id, position) select organization_id, position from recorded)
           select pg_notify('claimdesk_ledger', '')`,
    values: [organization, events.map(({ id }) => id), events.map(({ bytes }) => bytes)],
  });
  return performance.timeOrigin + performance.now();
}
