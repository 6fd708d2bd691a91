import pg from 'pg';

// A fixed share of every status: n is the claim's number.
const status = `case when n % 100 < 15 then 'submitted' when n % 100 < 20 then 'accepted' when n % 100 < 40 then 'checking'
  when n % 100 < 95 then 'published' else 'declined' end`;

/**
 * `claims` claims, each with one utterance and three citations; every published one and a quarter of those in checking
 * (60 of 100 in all) with a verdict. Written by the owner, past the foreign keys' triggers, which hold by construction.
 */
const statements = ({ organization: o, member, article }) => [
  `set session_replication_role = replica`,
  `create temp table bench as select n, uuidv7(make_interval(secs => n - $1::int)) as id, uuidv7() as verdict,
     array[uuidv7(), uuidv7(), uuidv7()] as citations, uuidv7() as utterance, ${status} as status,
     now() + make_interval(secs => n - $1::int) as at from generate_series(1, $1::int) n`,
  `insert into claimant (organization_id, id, kind, name, created_at)
     select '${o}', uuidv7(), 'person', 'Claimant number ' || n, now() from generate_series(1, 500) n`,
  `insert into source (organization_id, id, kind, title, publisher, url, access, created_at)
     select '${o}', uuidv7(), 'document', 'Annual report on regional statistics, volume ' || n, 'Office for Statistics',
       'https://statistics.example/reports/' || n, 'open', now() from generate_series(1, 5000) n`,
  `create temp table claimants as select row_number() over (order by id) - 1 as n, id from claimant
     where organization_id = '${o}' and name like 'Claimant number %'`,
  `create temp table sources as select row_number() over (order by id) - 1 as n, id from source where organization_id = '${o}'`,
  `insert into claim (organization_id, id, statement, kind, language, quantity, status, origin, selection_reason,
       closing_reason, assignee_id, published_verdict_id, submitted_by_member, version, created_at, updated_at)
     select '${o}', id, 'Claim ' || n || ': in ' || 1990 + n % 35 || ' the regional administration spent ' || n % 977 ||
       ' million on roads, bridges and schools, which is more than any administration before it spent in four years.',
       'quantity', 'en', json_build_object('comparator', 'exactly', 'low', n % 977 || '000000', 'high', null, 'unit', 'EUR',
       'asOf', '2025'), status, 'monitoring', case when status not in ('submitted', 'declined') then 'reach' end,
       case when status = 'declined' then 'no_capacity' end, case when status in ('checking', 'published') then '${member}'::uuid end,
       case when status = 'published' then verdict end, '${member}', 3, at, at from bench`,
  `insert into utterance (organization_id, id, claim_id, claimant_id, mode, said_on, article_id, revision_id, exact, prefix,
       suffix, start_at, end_at, utf16_start, utf16_end, created_at)
     select '${o}', b.utterance, b.id, c.id, 'verbatim', '2025-05-06', a.id, a.revision_id, repeat('quoted words ', 12),
       repeat('before ', 4), repeat('behind ', 4), 0, 156, 0, 156, b.at
     from bench b join claimants c on c.n = b.n % 500 join article a on a.organization_id = '${o}' and a.id = '${article}'`,
  `insert into citation (organization_id, id, claim_id, source_id, stance, mode, is_primary, excerpt, consulted_by,
       consulted_on, note, added_by_member, created_at)
     select '${o}', b.citations[k], b.id, s.id, (array['supports', 'refutes', 'context'])[k], 'consulted', k = 1,
       'Excerpt ' || k || ' for claim ' || b.n || '. ' || repeat('The table gives the figure for the year in question. ', 6),
       '${member}', '2025-05-31', 'Compared with the edition of the year before.', '${member}', b.at
     from bench b cross join generate_series(1, 3) k join sources s on s.n = (b.n * 3 + k) % 5000`,
  `insert into verdict (organization_id, id, claim_id, number, status, outcome, rating, scale_code, scale_version, summary,
       rationale, judged_as_of, evidence_cut_off, policy_version, quorum, digest, content, submitted_at, published_at,
       published_by, version, created_at, updated_at)
     select '${o}', b.verdict, b.id, 1, case b.status when 'published' then 'published' else 'draft' end, 'rating', 'false',
       o.scale_code, o.scale_version, 'The statistics for the year do not bear the claim out; the amount was about half of it.',
       repeat('The office published the figure in its annual report and revised it once. Neither edition supports it. ', 8),
       '2025-06-01', '2025-05-31', p.policy, p.quorum, p.digest, p.content, p.moment, p.moment,
       case when p.policy = 1 then '${member}'::uuid end, 4, b.at, b.at
     from bench b join organization o on o.organization_id = '${o}' left join lateral (select 1 as policy,
       '{"approvals": 2}'::jsonb as quorum, 'sha256:' || md5(b.id::text) || md5(b.n::text) as digest,
       convert_to(repeat('frozen ', 300), 'UTF8') as content, b.at as moment where b.status = 'published') p on true
     where b.status = 'published' or (b.status = 'checking' and b.n % 20 < 5)`,
  `insert into verdict_author select '${o}', b.verdict, '${member}', b.at from bench b join verdict v on v.id = b.verdict`,
  `insert into verdict_citation select '${o}', b.verdict, b.citations[k] from bench b join verdict v on v.id = b.verdict
     cross join generate_series(1, 3) k`,
  `insert into verdict_utterance select '${o}', b.verdict, b.utterance from bench b join verdict v on v.id = b.verdict`,
  `set session_replication_role = origin`,
  `vacuum analyze`,
  `checkpoint`,
];

/** Fills the desk. Gives the ids of 2,000 claims of every status, and of 64 in checking; of as many claims always the same ones. */
export async function seed({ ownerUrl, claims, ...place }) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const text of statements(place)) await client.query(text.replaceAll('$1', String(claims)));
    const chosen = async (which, count) =>
      (await client.query(`select id from bench where ${which} order by hashint4(n) limit ${count}`)).rows.map(
        ({ id }) => id,
      );
    return { ids: await chosen('true', 2_000), checking: await chosen(`status = 'checking'`, 64) };
  } finally {
    await client.end();
  }
}
