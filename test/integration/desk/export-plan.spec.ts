import { Client } from 'pg';
import { exportStatements } from '../../../libs/desk/src/claims/register-select.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { bigDesk, type BigDesk } from './queue-plans/big-desk.js';

/** As the application's role. Of UUIDs the planner knows only in which hundredth of the table they lie. */
describe('the plan of an export', () => {
  let on: TestDatabase;
  let desk: BigDesk;
  let app: Client;

  beforeAll(async () => {
    on = await freshDatabase();
    desk = await bigDesk(on, 10_000);
    app = new Client({
      connectionString: on.ownerUrl,
      options: `-c claimdesk.organization=${desk.organization} -c jit=off`,
    });
    await app.connect();
    await app.query('set role claimdesk_app');
  }, 120_000);
  afterAll(async () => {
    await app?.end();
    await on?.drop();
  });

  const planOf = async (format: 'csv' | 'ndjson', first: number, length: number): Promise<string> => {
    const { rows: ends } = await app.query<{ id: string }>(
      `select id from (select id, row_number() over (order by id) as n from claim) c where n in ($1, $2) order by n`,
      [first, first + length],
    );
    const values = [desk.organization, ...ends.map(({ id }) => id)];
    const text = exportStatements(format, {}).slice.replace(/\$(\d)/g, (_, place) => `'${values[place - 1]}'`);
    const { rows } = await app.query<{ 'QUERY PLAN': string }>(`explain ${text}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };

  it.each(['csv', 'ndjson'] as const)(
    'looks up what belongs to a claim, however many it expects (%s)',
    async (format) => {
      // Within one hundredth it expects one claim; of half the table it is about right.
      const [few, many] = [await planOf(format, 5_010, 40), await planOf(format, 10, 5_000)];
      expect(few).toMatch(/Index Scan using claim_pkey on claim c .*rows=1 /);
      expect(many).not.toMatch(/on claim c .*rows=\d{1,2} /);
      for (const plan of [few, many]) {
        expect(plan).not.toMatch(/Hash|Merge (Left )?Join|Seq Scan on (citation|verdict)\b/);
        for (const index of ['citation_by_claim', 'verdict_pkey', 'claim_by_target'])
          expect(plan).toContain(`using ${index} `);
      }
    },
  );
});
