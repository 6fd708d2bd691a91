import pg from 'pg';

// A word by its rank: number 1 stands in one of 20 statements, number 4,000 in some of 100,000.
const word = (k) =>
  `'term' || (1 + floor(4000 * power((hashint4(n * 31 + ${k})::bigint + 2147483648) / 4294967296.0, 3)))::int`;
const words = (from, count) => Array.from({ length: count }, (_, k) => word(from + k)).join(` || ' ' || `);

/** `claims` published checks of one newsroom, of some 3 kB each: "government" is in all of them, other words by their rank. */
const statements = ({ organization: o, claims }) => [
  `create temp table check_seed as select n, uuidv7(make_interval(secs => n - ${claims})) as id, now() + make_interval(secs => n - ${claims}) as at,
     case when n % 10 < 7 then 'en' when n % 10 < 9 then 'de' else 'es' end as language,
     'In ' || 1990 + n % 35 || ' the government said that ' || ${words(0, 12)} || '.' as statement,
     'The figures of the statistical office do not bear it out: ' || ${words(12, 24)} || '.' as summary
   from generate_series(1, ${claims}) n`,
  `insert into published_claim (organization_id, claim_id, slug, state, language, version, statement, rating, topics, published_at, modified_at,
       changed_at, digest, page, search)
     select '${o}', id, 'claim-' || n, 'published', language, 1, statement, 'false', '{}', at, at, at, md5(n::text),
       jsonb_build_object('version', 1, 'statement', statement, 'language', language, 'kind', 'quantity', 'quantity', null,
         'rating', jsonb_build_object('code', 'false', 'labels', jsonb_build_object('en', 'False', 'de', 'Falsch', 'es', 'Falso'), 'position', 1),
         'summary', summary, 'rationale', repeat(summary || ' ', 3), 'topics', '[]'::jsonb, 'sources', '[]'::jsonb, 'contacts', '[]'::jsonb,
         'utterances', jsonb_build_array(jsonb_build_object('saidOn', '2025-05-06', 'mode', 'verbatim', 'exact', repeat('quoted words ', 12),
           'claimant', jsonb_build_object('id', id, 'kind', 'person', 'name', 'Claimant number ' || n % 500))), 'history', '[]'::jsonb),
       setweight(to_tsvector(c.config, statement) || to_tsvector('simple', statement), 'A')
         || setweight(to_tsvector('simple', 'Claimant number ' || n % 500), 'B')
         || setweight(to_tsvector(c.config, summary) || to_tsvector('simple', summary), 'C')
     from check_seed cross join lateral (select (case language when 'en' then 'english' when 'de' then 'german' else 'spanish' end)::regconfig as config) c`,
  `vacuum analyze published_claim`,
  `checkpoint`,
];

export async function seedPublished({ ownerUrl, ...place }) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const text of statements(place)) await client.query(text);
  } finally {
    await client.end();
  }
}
