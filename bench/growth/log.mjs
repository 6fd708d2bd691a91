import { createRequire } from 'node:module';
import { moment } from './desk.mjs';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const { claimState } = require('../../dist/libs/desk/src/claims/claim-state.js');
const { utteranceState } = require('../../dist/libs/desk/src/claims/utterance-store.js');
const { citationState } = require('../../dist/libs/desk/src/evidence/citation-store.js');
const { ballotState } = require('../../dist/libs/desk/src/verdicts/ballot-store.js');
const { verdictState } = require('../../dist/libs/desk/src/verdicts/verdict-state.js');

/** What happened, one row an event, in the order of the log. `held` is how much the log held before. */
export const steps = (held, until) => [
  `create unlogged table bench_step as select ${held} + row_number() over (order by at, n, place) - 1 as index, uuidv7(at - now()) as event, *
     from (select b.n, s.place, s.type, s.k, s.claim_status, s.claim_version, s.verdict_status, s.verdict_version,
         ${moment(until, 's.edited', 's.turn')} as at
       from bench_claim b cross join lateral (
         select 1 as place, 'claim.submitted' as type, 1 as k, 'submitted' as claim_status, 1 as claim_version, null as verdict_status,
           null::int as verdict_version, 0 as edited, 0.0 as turn
         union all select 2, 'claim.edited', 1, 'submitted', 1 + j, null, null, j, 0 from generate_series(1, b.edits) j
         union all select * from (values
           (3, 'claim.accepted', 1, 'accepted', b.edits + 2, null, null::int, b.edits, 1.0),
           (4, 'claim.assigned', 1, 'checking', b.edits + 3, null, null, b.edits, 2.0),
           (5, 'citation.added', 1, null, null, null, null, b.edits, 2.1),
           (6, 'citation.added', 2, null, null, null, null, b.edits, 2.2),
           (7, 'citation.added', 3, null, null, null, null, b.edits, 2.3)) as work (place) where b.status in ('checking', 'published') or (place = 3 and b.status = 'accepted')
         union all select 3, 'claim.declined', 1, 'declined', b.edits + 2, null, null, b.edits, 1.0 where b.status = 'declined'
         union all select * from (values
           (8, 'verdict.drafted', 1, null, null::int, 'draft', 1, b.edits, 2.5),
           (9, 'verdict.submitted', 1, null, null, 'in_review', 2, b.edits, 3.0),
           (10, 'ballot.cast', 1, null, null, case b.verdict_status when 'changes_requested' then 'changes_requested' end,
             case b.verdict_status when 'changes_requested' then 3 end, b.edits, 4.0),
           (11, 'ballot.cast', 2, null, null, 'approved', 3, b.edits, 4.1),
           (12, 'verdict.' || b.verdict_status, 1, case b.verdict_status when 'published' then 'published' end,
             case b.verdict_status when 'published' then b.edits + 4 end, b.verdict_status, 4, b.edits, 5.0)) as judging (place)
         where place <= case b.verdict_status when 'draft' then 8 when 'in_review' then 10 when 'changes_requested' then 10
           when 'approved' then 11 when 'scheduled' then 12 when 'published' then 12 end) s) as happened`,
  `alter table bench_step add primary key (index)`,
  `analyze bench_claim, bench_step`,
];

/** A row of a table as it stood then: its columns, some of them with an older value. */
const asItWas = (columns, older) =>
  columns.map((name) => (older[name] ? `${older[name]} as ${name}` : `x.${name}`)).join(', ');
const from = (status, column) => `case when s.claim_status in (${status}) then x.${column} end`;
const frozen = (column) => `case when s.verdict_status <> 'draft' then x.${column} end`;
const olderClaim = {
  status: 's.claim_status',
  version: 's.claim_version',
  updated_at: 's.at',
  assignee_id: from(`'checking', 'published'`, 'assignee_id'),
  selection_reason: from(`'accepted', 'checking', 'published'`, 'selection_reason'),
  published_verdict_id: from(`'published'`, 'published_verdict_id'),
  review_by: from(`'published'`, 'review_by'),
};
const olderVerdict = {
  status: 's.verdict_status',
  version: 's.verdict_version',
  ...Object.fromEntries(['policy_version', 'quorum', 'digest', 'submitted_at'].map((name) => [name, frozen(name)])),
  ...Object.fromEntries(
    ['published_at', 'published_by', 'scheduled_for', 'scheduled_by'].map((name) => [
      name,
      `case when s.verdict_status in ('published', 'scheduled') then x.${name} end`,
    ]),
  ),
};

/** Events of the indexes from $1 on and before $2 with their bytes, and their entries in the log. */
export function events({ organization: o, behind, columns }) {
  // json_build_object writes spaces that canonical JSON has not; no value here holds what is replaced.
  const squeezed = (json) => `replace(replace(${json}::text, '" : ', '":'), ', "', ',"')`;
  const change = (type, table, id, version, state, older = {}) =>
    `(select '{"after":' || ${squeezed(state('y'))} || ',"id":"' || y.id || '","type":"${type}","version":' || ${version} || '}'
        from (select ${asItWas(columns[table], older)} from ${table} x where x.organization_id = '${o}' and x.id = ${id}) y)`;
  const claim = change('claim', 'claim', 'b.id', 's.claim_version', claimState, olderClaim);
  const verdict = change('verdict', 'verdict', 'b.verdict', 's.verdict_version', verdictState, olderVerdict);
  const changes = `case when s.type = 'claim.submitted' then ${claim} || ',' || ${change('utterance', 'utterance', 'b.utterance', '1', utteranceState)}
    when s.type = 'citation.added' then ${change('citation', 'citation', 'b.citations[s.k]', '1', citationState)}
    when s.type = 'ballot.cast' then ${change('ballot', 'ballot', 'b.ballots[s.k]', '1', ballotState)} || case when s.verdict_status is null then '' else ',' || ${verdict} end
    when s.type = 'verdict.published' then ${verdict} || ',' || ${claim}
    when s.claim_version is not null then ${claim} else ${verdict} end`;
  const actor = `case s.type when 'ballot.cast' then b.voters[s.k] when 'verdict.published' then b.voters[2] else b.member end`;
  const bytes = `convert_to('{"actor":{"key":"' || ${actor} || '","kind":"member","member":"' || ${actor} || '","roles":["editor","researcher","reviewer"]},"changes":['
    || ${changes} || '],"facts":{},"id":"' || s.event || '","labels":{"language":"en","status":"' || b.status || '","topics":["' || b.topic || '"]},"occurredAt":"' || instant(s.at)
    || '","organization":"${o}","policy":null,"request":null,"root":"' || b.id || '","schema":1,"type":"' || s.type || '"}', 'UTF8')`;
  return `with recorded as (
      insert into event (organization_id, id, position, bytes) overriding system value
      select '${o}', s.event, ${behind} + s.index, ${bytes} from bench_step s join bench_claim b on b.n = s.n
       where s.index >= $1 and s.index < $2 order by s.index returning id, position, bytes)
    insert into ledger_entry (organization_id, index, event_id, leaf_hash, sequenced_at)
    select '${o}', s.index, r.id, sha256('\\x00'::bytea || r.bytes), s.at
      from recorded r join bench_step s on s.index = r.position - ${behind} and s.index >= $1 and s.index < $2 order by s.index`;
}

/** Which event told which state, from when until when. */
export function states(o) {
  const insert = `insert into ledger_state (organization_id, type, id, from_index, until_index, root_id, event_id, change, status) select '${o}'`;
  const until = `lead(s.index) over (partition by s.n order by s.index)`;
  const happened = `from bench_step s join bench_claim b on b.n = s.n`;
  return [
    `${insert}, 'claim', b.id, s.index, ${until}, b.id, s.event, (s.type = 'verdict.published')::int, s.claim_status ${happened} where s.claim_version is not null`,
    `${insert}, 'verdict', b.verdict, s.index, ${until}, b.id, s.event, (s.type = 'ballot.cast')::int, s.verdict_status ${happened} where s.verdict_version is not null`,
    `${insert}, 'utterance', b.utterance, s.index, null, b.id, s.event, 1, null ${happened} where s.type = 'claim.submitted' order by s.n`,
    `${insert}, 'citation', b.citations[s.k], s.index, null, b.id, s.event, 0, null ${happened} where s.type = 'citation.added' order by s.n, s.k`,
    `${insert}, 'ballot', b.ballots[s.k], s.index, null, b.id, s.event, 0, null ${happened} where s.type = 'ballot.cast' order by s.n, s.k`,
  ];
}
