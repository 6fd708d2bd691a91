import pg from 'pg';
import { deskRows } from './desk.mjs';
import { events, states, steps } from './log.mjs';

const filled = ['claim', 'utterance', 'citation', 'verdict', 'ballot', 'ledger_state'];
const whileFilling = { max_wal_size: `'8GB'`, checkpoint_timeout: `'1h'`, full_page_writes: 'off', autovacuum: 'off' };
const slice = 20_000;

/** Several connections, each in the mood for writing much. All of them end, whatever happens. */
async function withWriters(ownerUrl, count, work) {
  const writers = Array.from({ length: count }, () => new pg.Client({ connectionString: ownerUrl }));
  try {
    for (const writer of writers) {
      await writer.connect();
      await writer.query(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '512MB';
        set maintenance_work_mem = '1GB'; set jit = off; set timezone = 'UTC'`);
    }
    return await work(writers);
  } finally {
    await Promise.all(writers.map((writer) => writer.end()));
  }
}

/** Each statement once, by whichever connection is free; in the order given as far as they start. */
async function shared(writers, statements) {
  const rest = [...statements];
  const one = async (writer) => {
    for (let text = rest.shift(); text !== undefined; text = rest.shift()) await writer.query(text);
  };
  await Promise.all(writers.map(one));
}

const rowsOf = async (client, text) => (await client.query(text)).rows;

/**
 * Fills the desk of one organization and its log: some ten events a claim, with their bytes, whose last states are what
 * the tables hold. The tree over the log is not built: none of the reads looks at it. Gives samples to ask for.
 */
export const seedDesk = ({ ownerUrl, claims, ...people }) =>
  withWriters(ownerUrl, 2, async (writers) => {
    const [first] = writers;
    const o = people.organization;
    const until = new Date().toISOString();
    for (const [name, value] of Object.entries(whileFilling)) await first.query(`alter system set ${name} = ${value}`);
    await first.query('select pg_reload_conf()');
    const indexes = await rowsOf(
      first,
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
        where indrelid::regclass::text = any('{${filled}}') and not exists (select from pg_constraint where conindid = indexrelid)`,
    );
    for (const { name } of indexes) await first.query(`drop index ${name}`);
    // What was recorded while people were hired happened before everything else.
    await first.query(`update ledger_entry set sequenced_at = sequenced_at - interval '400 days'`);
    for (const text of deskRows({ ...people, claims, until })) await first.query(text);
    const [{ size }] = await rowsOf(first, `select size from ledger_head where organization_id = '${o}'`);
    const [{ behind }] = await rowsOf(first, `select coalesce(max(position), 0) + 1 - ${size} as behind from event`);
    for (const text of steps(size, until)) await first.query(text);
    const [{ end }] = await rowsOf(first, 'select max(index) + 1 as end from bench_step');
    const columns = {};
    for (const table of filled)
      columns[table] = (
        await rowsOf(
          first,
          `select attname from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped`,
        )
      ).map((row) => row.attname);
    const text = events({ organization: o, behind, columns });
    const slices = [];
    for (let from = Number(size); from < end; from += slice)
      slices.push(text.replaceAll('$1', String(from)).replaceAll('$2', String(from + slice)));
    await shared(writers, [...states(o), ...slices]);
    await shared(
      writers,
      indexes.map(({ definition }) => definition),
    );
    await first.query(
      `update ledger_head set size = ${end}, sequenced_at = now() where organization_id = '${o}';
       select setval(pg_get_serial_sequence('event', 'position'), (select max(position) from event))`,
    );
    await first.query('create index on bench_step (n)');
    const samples = await samplesOf(first, end);
    await first.query('drop table bench_claim, bench_step, bench_name, bench_source');
    await first.query('vacuum (freeze, analyze)');
    for (const name of Object.keys(whileFilling)) await first.query(`alter system reset ${name}`);
    await first.query('select pg_reload_conf()');
    await first.query('checkpoint');
    const [{ bytes }] = await rowsOf(first, 'select pg_database_size(current_database())::float8 as bytes');
    return { ...samples, bytes };
  });

/** Published claims, as many of them in every desk (so that caches are as warm), each with a place in the log behind its submission. */
async function samplesOf(client, end) {
  const of = (edited, limit) =>
    rowsOf(
      client,
      `select b.id, instant(now() - random() * (now() - s.at)) as at, s.index + floor(random() * (${end} - s.index))::bigint as index,
           (select t.index from bench_step t where t.n = b.n and t.type = 'claim.edited' and t.claim_version = b.edits / 2) as middle
         from (select * from bench_claim where status = 'published' and edits ${edited} order by hashint4(n) limit ${limit}) b
         join bench_step s on s.n = b.n and s.type = 'claim.submitted'`,
    );
  return { events: Number(end), short: await of('< 10', 200), long: await of('> 10', 10) };
}
