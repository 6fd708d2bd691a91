import { Client } from 'pg';
import { newId } from '#libs/kernel';
import type { TestDatabase } from '../../../support/database.js';

export interface BigDesk {
  readonly organization: string;
  readonly member: string;
  readonly voter: string;
}

// Of 100 claims: 12 submitted, 6 accepted, 22 in checking (6 in review, 2 sent back, 2 approved, 1 scheduled), 52 published, 8 declined.
const status = `case when n % 100 < 12 then 'submitted' when n % 100 < 18 then 'accepted' when n % 100 < 40 then 'checking'
  when n % 100 < 92 then 'published' else 'declined' end`;
const verdictStatus = `case when n % 100 between 18 and 23 then 'in_review' when n % 100 between 24 and 25 then 'changes_requested'
  when n % 100 between 26 and 27 then 'approved' when n % 100 = 28 then 'scheduled' when n % 100 between 40 and 91 then 'published' end`;

/**
 * Many claims over a year, a new one every few minutes, each with the steps that led to where it stands; the log's rows
 * without their bytes, which nothing here opens. Written by the owner, past the triggers of the foreign keys.
 */
const statements = ({ organization: o, member, voter }: BigDesk, claims: number): string[] => [
  `set session_replication_role = replica`,
  `insert into organization (organization_id, slug, name, policy_version, scale_code, scale_version, created_at)
     values ('${o}', 'big-${o}', 'Big', 1, 'five_point', 1, now())`,
  `insert into policy values ('${o}', 1, '{"citationAuthorsMayVote": false}', now())`,
  `insert into rating_scale (organization_id, code, version, content, created_at) values ('${o}', 'five_point', 1, '{}', now())`,
  `insert into member (organization_id, id, name, roles, status, created_at, updated_at) select '${o}', id, id, '{researcher}', 'active', now(), now()
     from unnest(array['${member}', '${voter}']::uuid[]) id`,
  `create temp table big as select n, gen_random_uuid() as id, gen_random_uuid() as verdict, ${status} as status, ${verdictStatus} as verdict_status,
     now() - interval '365 days' * (1 - n::float8 / ${claims}) as at from generate_series(1, ${claims}) n`,
  `insert into claim (organization_id, id, statement, kind, language, status, origin, assignee_id, due_on, review_by, created_at, updated_at)
     select '${o}', id, 'Claim ' || n || repeat(' words', 20), 'quantity', 'en', status, 'monitoring',
       case when status in ('checking', 'published') then case when n % 7 = 0 then '${voter}'::uuid else gen_random_uuid() end end,
       case when n % 3 = 0 then (at + interval '20 days')::date end, case when status = 'published' and n % 5 = 0 then (at + interval '300 days')::date end,
       at, at + interval '3 days' from big`,
  `insert into topic (organization_id, id, code, labels, created_at) values ('${o}', '${member}', 'energy', '{}', now())`,
  `insert into claim_topic select '${o}', 'energy', id from big where n % 10 = 0`,
  `insert into verdict (organization_id, id, claim_id, number, status, outcome, rating, scale_code, scale_version, summary, rationale, judged_as_of,
       evidence_cut_off, policy_version, quorum, digest, content, submitted_at, scheduled_for, scheduled_by, schedule_id, created_at, updated_at)
     select '${o}', verdict, id, 1, verdict_status, 'rating', 'false', 'five_point', 1, 's', repeat('reason ', 40), '2025', '2025', 1, '{}', md5(n::text), '', at,
       case when verdict_status = 'scheduled' then at + interval '400 days' end, '${member}',
       case when verdict_status = 'scheduled' then gen_random_uuid() end, at, at from big where verdict_status is not null`,
  `insert into verdict_author select '${o}', verdict, case when n % 2 = 0 then '${voter}'::uuid else '${member}' end, at from big where verdict_status is not null`,
  `insert into source (organization_id, id, kind, title, access, created_at) values ('${o}', '${member}', 'document', 't', 'open', now())`,
  `create temp table cited as select gen_random_uuid() as citation, * from big where verdict_status is not null`,
  `insert into citation (organization_id, id, claim_id, source_id, stance, mode, is_primary, added_by_member, created_at)
     select '${o}', citation, id, '${member}', 'refutes', 'linked', true, '${member}', at from cited`,
  `insert into verdict_citation select '${o}', verdict, citation from cited`,
  `insert into api_key (organization_id, id, kind, name, secret_hash, created_at) values ('${o}', '${voter}', 'integration', 'k', '', now())`,
  `insert into ballot (organization_id, id, verdict_id, digest, voter_id, key_id, choice, created_at)
     select '${o}', gen_random_uuid(), verdict, md5(n::text), case when n % 8 = 1 then '${voter}'::uuid else gen_random_uuid() end, '${voter}', 'approve', at
       from big where verdict_status in ('in_review', 'approved', 'scheduled', 'published')`,
  `insert into interest (organization_id, id, claim_id, member_id, statement, declared_at)
     select '${o}', gen_random_uuid(), id, case when n % 50 = 3 then '${voter}'::uuid else gen_random_uuid() end, case when n % 50 = 3 then 'x' end, at from cited`,
  `create temp table step as select row_number() over (order by at, n, place) - 1 as index, * from (
     select n, id, verdict, s.*, big.at + (n % 5 + 1) * s.place * interval '7 hours' as at from big cross join lateral (values
       (1, 'submitted', null), (2, 'accepted', null), (3, 'checking', null), (4, null, 'draft'), (5, null, 'in_review'), (6, null, 'approved'), (7, 'published', 'published')
     ) s(place, claim_status, verdict_status)
     where place <= case big.status when 'submitted' then 1 when 'declined' then 1 when 'accepted' then 2
       when 'checking' then case when big.verdict_status is null then 3 else 5 end else 7 end) x`,
  `insert into ledger_entry (organization_id, index, event_id, leaf_hash, sequenced_at) select '${o}', index, gen_random_uuid(), '', at from step`,
  `insert into ledger_state (organization_id, type, id, from_index, until_index, root_id, event_id, change, status)
     select '${o}', 'claim', id, index, lead(index) over (partition by id order by index), id, id, 0, claim_status from step where claim_status is not null`,
  `insert into ledger_state (organization_id, type, id, from_index, until_index, root_id, event_id, change, status)
     select '${o}', 'verdict', verdict, index, lead(index) over (partition by id order by index), id, id, 0, verdict_status from step where verdict_status is not null`,
  `insert into ledger_head (organization_id, size, root) select '${o}', count(*), '' from step`,
  `set session_replication_role = origin`,
  `vacuum analyze`,
];

export async function bigDesk(on: TestDatabase, claims: number): Promise<BigDesk> {
  const desk = { organization: newId(), member: newId(), voter: newId() };
  const client = new Client({ connectionString: on.ownerUrl });
  await client.connect();
  try {
    for (const text of statements(desk, claims)) await client.query(text);
  } finally {
    await client.end();
  }
  return desk;
}
