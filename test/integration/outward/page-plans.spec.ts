import type { Database } from '#libs/database';
import { newId } from '#libs/kernel';
import { listStatement } from '../../../libs/outward/src/pages/page-reads.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly Plans?: readonly Plan[];
}

/** 20,000 published claims of 21 newsrooms, half of them ours; a claimant of ten of those, and a topic of twenty. */
describe('what the lists for readers cost', () => {
  let on: TestDatabase;
  let database: Database;
  const organization = newId();
  const claimant = newId();

  beforeAll(async () => {
    on = await freshDatabase();
    database = await on.open(2);
    const page = `json_build_object('rating', json_build_object('code', 'false'), 'topics', '[]'::json, 'padding', repeat(md5(n::text), 100),
      'utterances', json_build_array(json_build_object('claimant', json_build_object('id',
        case when n % 2000 < 2 then '${claimant}' else gen_random_uuid()::text end, 'name', 'X'))))::jsonb`;
    await on.asOwner(
      `insert into published_claim (organization_id, claim_id, slug, state, language, version, statement, rating, topics, published_at,
         modified_at, changed_at, digest, page)
       select case when n % 2 = 0 then '${organization}'::uuid else md5((n % 40)::text)::uuid end, gen_random_uuid(), 'claim-' || n, 'published', 'en', 1, 'Statement ' || n, 'false',
         case when n % 1000 < 2 then array['rare'] else array['common'] end, t.at, t.at, t.at, md5(n::text), ${page}
         from generate_series(1, 20000) n, lateral (select timestamptz '2025-01-01' + n * interval '1 minute' as at) t`,
    );
    await on.asOwner('analyze published_claim');
  }, 60_000);
  afterAll(() => on?.drop());

  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

  it.each([
    ['all', [], ['published_claim_latest', 'published_claim_everywhere'], 21],
    ['topic', ['rare'], ['published_claim_topics'], 40],
    ['claimant', [claimant], ['published_claim_claimants'], 40],
  ] as const)('%s: by its index, and no more rows than are asked for', async (filter, more, index, most) => {
    const top = ['99999999999999', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    // As everybody: under the role and the policies that the pages are read with.
    const [row] = await database.publicConnections.read<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) ${listStatement(filter)}`,
      [organization, 21, ...top, ...more],
    );
    const all = nodes((row as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan);
    const used = all.flatMap((one) => one['Index Name'] ?? []);
    expect(index.filter((name) => used.includes(name)).length).toBeGreaterThan(0);
    expect(all.filter((one) => one['Node Type'] === 'Seq Scan')).toEqual([]);
    expect(Math.max(...all.map((one) => one['Actual Rows']))).toBeLessThanOrEqual(most);
  });
});
