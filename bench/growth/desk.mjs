// Of 100 claims: 12 submitted, 6 accepted, 22 in checking, 52 published, 8 declined.
const status = `case when n % 100 < 12 then 'submitted' when n % 100 < 18 then 'accepted' when n % 100 < 40 then 'checking'
  when n % 100 < 92 then 'published' else 'declined' end`;
const verdictStatus = `case when n % 100 between 18 and 23 then 'in_review' when n % 100 between 24 and 25 then 'changes_requested'
  when n % 100 between 26 and 27 then 'approved' when n % 100 = 28 then 'scheduled' when n % 100 between 29 and 31 then 'draft'
  when n % 100 between 40 and 91 then 'published' end`;
// One claim of a thousand was edited four hundred times before it was taken up; the others twice.
const edits = `case when n % 1000 = 550 then 400 else 2 end`;

const topics = ['economy', 'health', 'roads', 'schools'];
const topic = `(array['${topics.join(`', '`)}'])[1 + abs(hashint4(n + 1)) % ${topics.length}]`;

/** Who works on a claim, and the two who vote on its verdict: neighbours in the list, so that they are never one person. */
const colleague = (members, offset) =>
  `(array[${members.map((id) => `'${id}'`).join(', ')}]::uuid[])[1 + (abs(hashint4(n)) + ${offset}) % ${members.length}]`;

/** When a claim's step was: every edit takes twenty minutes, every turn of the work the claim's own pace. */
export const moment = (until, edited, turn) =>
  `least('${until}'::timestamptz, began + ${edited} * interval '20 minutes' + pace * (${turn}))`;

/**
 * The desk's rows as they stand now: claims over a year, each with an utterance; those in checking or published with
 * three citations, most of these with a verdict and its ballots. Written by the owner, past the foreign keys' triggers.
 */
export const deskRows = ({ organization: o, members, article, claims, until }) => [
  `create unlogged table bench_claim as select n, uuidv7(began - now()) as id, uuidv7(began - now()) as verdict, uuidv7(began - now()) as utterance,
     array[uuidv7(began - now()), uuidv7(began - now()), uuidv7(began - now())] as citations, array[uuidv7(began - now()), uuidv7(began - now())] as ballots,
     ${status} as status, ${verdictStatus} as verdict_status, ${edits} as edits, ${topic} as topic, ${colleague(members, 0)} as member,
     array[${colleague(members, 1)}, ${colleague(members, 2)}] as voters, began, (n % 5 + 1) * interval '7 hours' as pace
   from (select n, date_trunc('milliseconds', '${until}'::timestamptz - interval '1 day' - interval '365 days' * (1 - n::float8 / ${claims})) as began from generate_series(1, ${claims}) n) as numbered`,
  `alter table bench_claim add primary key (n)`,
  `insert into claimant (organization_id, id, kind, name, created_at)
     select '${o}', uuidv7(), 'person', 'Claimant number ' || n, now() from generate_series(1, 500) n`,
  `insert into source (organization_id, id, kind, title, publisher, url, access, created_at)
     select '${o}', uuidv7(), 'document', 'Annual report on regional statistics, volume ' || n, 'Office for Statistics',
       'https://statistics.example/reports/' || n, 'open', now() from generate_series(1, 5000) n`,
  `create unlogged table bench_name as select row_number() over (order by id) - 1 as n, id from claimant
     where organization_id = '${o}' and name like 'Claimant number %'`,
  `create unlogged table bench_source as select row_number() over (order by id) - 1 as n, id from source where organization_id = '${o}'`,
  `insert into claim (organization_id, id, statement, kind, language, quantity, status, origin, selection_reason, closing_reason, assignee_id,
       due_on, review_by, published_verdict_id, submitted_by_member, topics, version, created_at, updated_at)
     select '${o}', id, 'Claim ' || n || ': in ' || 1990 + n % 35 || ' the regional administration spent ' || n % 977 ||
       ' million on roads, bridges and schools, more than any administration before it.', 'quantity', 'en',
       json_build_object('comparator', 'exactly', 'low', n % 977 || '000000', 'high', null, 'unit', 'EUR', 'asOf', '2025'), status, 'monitoring',
       case when status not in ('submitted', 'declined') then 'reach' end, case when status = 'declined' then 'no_capacity' end,
       case when status in ('checking', 'published') then member end, case when n % 3 = 0 then (began + interval '20 days')::date end,
       case when status = 'published' and n % 5 = 0 then (began + interval '300 days')::date end,
       case when status = 'published' then verdict end, member, array[topic],
       edits + case status when 'submitted' then 1 when 'checking' then 3 when 'published' then 4 else 2 end, began,
       ${moment(until, 'edits', `case status when 'submitted' then 0 when 'checking' then 2 when 'published' then 5 else 1 end`)}
     from bench_claim`,
  `insert into topic (organization_id, id, code, labels, created_at)
     select '${o}', uuidv7(), code, json_build_object('en', code), now() from unnest(array['${topics.join(`', '`)}']) code`,
  `insert into claim_topic (organization_id, topic, claim_id) select '${o}', topic, id from bench_claim order by 2, 3`,
  `insert into utterance (organization_id, id, claim_id, claimant_id, mode, said_on, article_id, revision_id, exact, prefix,
       suffix, start_at, end_at, utf16_start, utf16_end, created_at)
     select '${o}', b.utterance, b.id, c.id, 'verbatim', '2025-05-06', a.id, a.revision_id, repeat('quoted words ', 12),
       repeat('before ', 4), repeat('behind ', 4), 0, 156, 0, 156, b.began
     from bench_claim b join bench_name c on c.n = b.n % 500 join article a on a.organization_id = '${o}' and a.id = '${article}'`,
  `insert into citation (organization_id, id, claim_id, source_id, stance, mode, is_primary, excerpt, consulted_by, consulted_on, added_by_member, created_at)
     select '${o}', b.citations[k], b.id, s.id, (array['supports', 'refutes', 'context'])[k], 'consulted', k = 1,
       'Excerpt ' || k || ' for claim ' || b.n || '. ' || repeat('The table gives the figure for the year in question. ', 3),
       b.member, '2025-05-31', b.member, b.began
     from bench_claim b cross join generate_series(1, 3) k join bench_source s on s.n = (b.n::bigint * 3 + k) % 5000
    where b.status in ('checking', 'published')`,
  `insert into verdict (organization_id, id, claim_id, number, status, outcome, rating, scale_code, scale_version, summary, rationale, judged_as_of,
       evidence_cut_off, policy_version, quorum, digest, content, submitted_at, scheduled_for, scheduled_by, schedule_id, published_at, published_by,
       version, created_at, updated_at)
     select '${o}', b.verdict, b.id, 1, b.verdict_status, 'rating', 'false', o.scale_code, o.scale_version,
       'The statistics for the year do not bear the claim out; the amount was about half of it.',
       repeat('The office published the figure in its annual report and revised it once. Neither edition supports it. ', 4), '2025-06-01',
       '2025-05-31', p.policy, p.quorum, p.digest, p.content, p.submitted, e.at, e.by, e.id, case when b.verdict_status = 'published' then b.began + 5 * b.pace end,
       case when b.verdict_status = 'published' then b.voters[2] end,
       case b.verdict_status when 'draft' then 1 when 'in_review' then 2 when 'published' then 4 when 'scheduled' then 4 else 3 end, b.began,
       ${moment(until, 'edits', `case b.verdict_status when 'draft' then 2.5 when 'in_review' then 3 when 'changes_requested' then 4 when 'approved' then 4.1 else 5 end`)}
     from bench_claim b join organization o on o.organization_id = '${o}'
     left join lateral (select 1 as policy, '{"approvals": 2}'::jsonb as quorum, 'sha256:' || md5(b.id::text) || md5(b.n::text) as digest,
       convert_to(repeat('frozen ', 200), 'UTF8') as content, b.began + 3 * b.pace as submitted where b.verdict_status <> 'draft') p on true
     left join lateral (select b.began + interval '400 days' as at, b.voters[2] as by, gen_random_uuid() as id where b.verdict_status = 'scheduled') e on true
     where b.verdict_status is not null`,
  `insert into verdict_author select '${o}', verdict, member, began from bench_claim where verdict_status is not null`,
  `insert into verdict_citation select '${o}', verdict, citations[k] from bench_claim cross join generate_series(1, 3) k where verdict_status is not null`,
  `insert into verdict_utterance select '${o}', verdict, utterance from bench_claim where verdict_status is not null`,
  `insert into ballot (organization_id, id, verdict_id, digest, voter_id, key_id, choice, comment, created_at)
     select '${o}', b.ballots[k], b.verdict, v.digest, b.voters[k], b.voters[k],
       case b.verdict_status when 'changes_requested' then 'reject' else 'approve' end, 'Read and compared.', b.began + 4 * b.pace
     from bench_claim b cross join generate_series(1, 2) k join verdict v on v.organization_id = '${o}' and v.id = b.verdict
    where b.verdict_status <> 'draft' and (k = 1 or b.verdict_status in ('approved', 'scheduled', 'published'))`,
  `insert into interest (organization_id, id, claim_id, member_id, statement, declared_at)
     select '${o}', uuidv7(), id, voters[1], null, began + 4 * pace from bench_claim where verdict_status is not null and verdict_status <> 'draft'`,
];
