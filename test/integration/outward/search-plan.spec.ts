import { Client } from 'pg';
import { newId } from '#libs/kernel';
import { searchStatement } from '../../../libs/outward/src/search/claim-search.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

/** GROUND 10: under row-level security `@@` loses its index, unless the condition is one that the planner drops. */
describe('the plan of a public search', () => {
  const house = newId();
  let on: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    on = await freshDatabase();
    await on.asOwner(
      `insert into published_organization (organization_id, slug, name, changed_at, page) values ($1, 'x', 'X', now(), '{}')`,
      [house],
    );
    await on.asOwner(
      `insert into published_claim (organization_id, claim_id, slug, state, language, version, statement, published_at, modified_at, changed_at, digest, page, search)
       select $1, gen_random_uuid(), 's' || n, 'published', 'en', 1, 'Claim ' || n, now(), now(), now(), '', '{}',
              to_tsvector('english', 'claim number ' || n || case when n % 1000 = 0 then ' comet' else '' end)
         from generate_series(1, 20000) n`,
      [house],
    );
    client = new Client({ connectionString: on.ownerUrl });
    await client.connect();
    await client.query('analyze published_claim; analyze published_organization');
  });
  afterAll(async () => {
    await client?.end();
    await on?.drop();
  });

  const planAs = async (role: string, more: object = {}): Promise<string> => {
    const asked = { query: 'comet', pageSize: 10, offset: 0, ...more };
    const words = { wide: `'comet'`, byLanguage: { en: `'comet'` }, plain: `'comet'` };
    const { text, values } = searchStatement(asked, 'https://x.example', 0, asked.query ? words : undefined);
    await client.query(`set role ${role}; select set_config('claimdesk.organization', '${house}', false)`);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values as unknown[]);
    await client.query('reset role');
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };

  it('looks words up in the index, as the public role', async () => {
    for (const more of [{}, { organization: house }, { language: 'en', maxAgeDays: 30 }, { site: 'x.example' }])
      expect(await planAs('claimdesk_public', more)).toContain('published_claim_search');
  });

  it('would not, behind the fence of the application', async () => {
    expect(await planAs('claimdesk_app')).not.toContain('published_claim_search');
  });

  it('takes the newest in order where no words are asked for', async () => {
    const plan = await planAs('claimdesk_public', { query: undefined, organization: house });
    expect(plan).toMatch(/Index Scan using published_claim_(latest|everywhere)/);
    expect(plan).not.toContain('Sort');
  });
});
