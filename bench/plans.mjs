import pg from 'pg';
import { getText, listByStatusText } from './bare-statements.mjs';

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The generic plans of the two reads, made as the application's role inside the organization. Steps only, no costs. */
export async function readPlans({ appUrl, organization }) {
  const options = `-c claimdesk.organization=${organization} -c plan_cache_mode=force_generic_plan`;
  const client = new pg.Client({ connectionString: appUrl, options });
  await client.connect();
  const explain = async (name, text, types, values) => {
    await client.query(`prepare ${name}(${types}) as ${text}`);
    const { rows } = await client.query(
      `explain (analyze, buffers off, costs off, timing off, summary off) execute ${name}(${values})`,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  try {
    // A claim that has a verdict, so that every step is taken.
    const { rows } = await client.query('select claim_id from verdict limit 1');
    return {
      get: await explain('one', getText, 'uuid, uuid', `'${organization}', '${rows[0].claim_id}'`),
      list: await explain(
        'many',
        listByStatusText,
        'uuid, uuid, int, text',
        `'${organization}', '${lastId}', 51, 'checking'`,
      ),
    };
  } finally {
    await client.end();
  }
}

/** Whether a plan reads a whole table. An empty or tiny table may be read so and costs nothing. */
export const readsWholeTables = (plan) => [...plan.matchAll(/Seq Scan on (\w+)/g)].map((found) => found[1]);
