import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { DeskModule, type QueueName, queueNames, QueueReads, queues, StageReads } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { listText, singleText } from '../../../libs/desk/src/claims/claim-reads.js';
import { countsText, mostCounted, queueText } from '../../../libs/desk/src/queue/queue-reads.js';
import { periodText } from '../../../libs/desk/src/queue/stage-reads.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { openRooms } from '../../support/rooms.js';
import { bigDesk, type BigDesk } from './queue-plans/big-desk.js';

const claims = Number(process.env.CLAIMS ?? 100_000);
const whole =
  /Seq Scan on (claim|verdict|ballot|citation|verdict_citation|verdict_author|interest|ledger_state|ledger_entry)\b/;

/** As the application's role, inside the organization, with the plans that prepared statements settle on. */
describe(`with ${claims} claims`, () => {
  let on: TestDatabase;
  let rooms: INestApplicationContext;
  let desk: BigDesk;
  let app: Client;

  beforeAll(async () => {
    on = await freshDatabase();
    desk = await bigDesk(on, claims);
    rooms = await openRooms(await on.open(2), [DeskModule]);
    const options = `-c claimdesk.organization=${desk.organization} -c plan_cache_mode=force_generic_plan`;
    app = new Client({ connectionString: on.ownerUrl, options });
    await app.connect();
    await app.query('set role claimdesk_app');
  }, 240_000);
  afterAll(async () => {
    await app?.end();
    await rooms?.close();
    await on?.drop();
  });

  const needed = (name: QueueName): string[] => {
    const { needs } = queues[name];
    if (needs === undefined) return [];
    return [needs === 'days' ? '7' : `'${desk.voter}'`];
  };
  let prepared = 0;
  const explained = async (text: string, values: readonly string[]): Promise<string> => {
    const name = `plan_${(prepared += 1)}`;
    await app.query(`prepare ${name} as ${text}`);
    const { rows } = await app.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, buffers off, costs off, timing off, summary on) execute ${name}(${values.join(', ')})`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    if (process.env.SHOW) console.log(`${values.join(', ')}\n${plan}`);
    return plan;
  };
  const place = (name: QueueName): string[] => {
    const { key } = queues[name];
    const nowhere = `'00000000-0000-0000-0000-000000000000'`;
    return key ? [key === 'date' ? `'2001-01-01'` : `'2001-01-01T00:00:00Z'`, nowhere] : [nowhere];
  };

  it.each(queueNames)('the queue %s reads no whole table, on its first page nor on a later one', async (name) => {
    const values = [`'${desk.organization}'`, '51', ...needed(name)];
    expect(await explained(queueText(queues[name], true), values)).not.toMatch(whole);
    expect(await explained(queueText(queues[name], false), [...values, ...place(name)])).not.toMatch(whole);
  });

  it('claims of a topic come from that topic, on any page and with other filters', async () => {
    const values = [`'${desk.organization}'`, `'ffffffff-ffff-ffff-ffff-ffffffffffff'`, '51'];
    const all = /Seq Scan on (claim|claim_topic)\b|Sort Method/;
    expect(await explained(listText(['topic']), [...values, `'energy'`])).not.toMatch(all);
    expect(await explained(listText(['status', 'topic']), [...values, `'published'`, `'energy'`])).not.toMatch(all);
    expect(await explained(singleText(['utterances', 'duplicates']), values.slice(0, 2))).not.toMatch(whole);
  });

  it('the counts read no whole table', async () => {
    const values = [desk.organization, desk.voter, desk.voter].map((id) => `'${id}'`);
    expect(await explained(countsText, [...values, '7'])).not.toMatch(whole);
  });

  it('a day of stage times reads no whole log', async () => {
    const { rows } = await app.query<{ index: string }>(
      `select min(index) as index from ledger_entry where sequenced_at >= any(array[now() - interval '30 days', now() - interval '29 days'])
        group by sequenced_at >= now() - interval '29 days' order by 1`,
    );
    await app.query(`set plan_cache_mode = force_custom_plan`);
    const plan = await explained(periodText, [`'${desk.organization}'`, ...rows.map(({ index }) => index)]);
    await app.query(`set plan_cache_mode = force_generic_plan`);
    expect(plan).not.toMatch(whole);
  });

  it('each list is as long as what it counts, and what is long is counted no further than it says', async () => {
    const actor: Actor = {
      organization: desk.organization,
      kind: 'member',
      member: desk.voter,
      key: desk.voter,
      roles: ['reviewer'],
    };
    const reads = rooms.get(QueueReads);
    if (process.env.SHOW) await timed('counts', () => reads.counts(actor, 7));
    const counts = JSON.parse(await reads.counts(actor, 7)) as Record<QueueName, { count: number; more: boolean }>;
    for (const name of queueNames) {
      const most = mostCounted(name);
      if (process.env.SHOW) await timed(name, () => reads.list(actor, name, 7, { limit: 51 }));
      const found = await reads.list(actor, name, 7, { limit: most + 1 });
      expect([name, counts[name]]).toEqual([name, { count: Math.min(found.length, most), more: found.length > most }]);
    }
    expect(Object.values(counts).filter(({ more }) => more).length).toBeGreaterThan(claims < 100_000 ? 1 : 4);
  });

  it(
    'a whole year of stage times adds up',
    async () => {
      const year = () =>
        rooms.get(StageReads).ofPeriod(desk.organization, '2001-01-01T00:00:00Z', '2999-01-01T00:00:00Z');
      if (process.env.SHOW) await timed('a year of stages', year, 3);
      const times = await year();
      const stays = Object.fromEntries(times.map(({ stage, stays: n }) => [stage, n]));
      expect(stays).toMatchObject({ published: 0, suspended: 0, approved: claims * 0.52, accepted: claims * 0.74 });
      // Every step is a multiple of seven hours, one to five of them by equal shares.
      expect(times.find(({ stage }) => stage === 'submitted')?.medianSeconds).toBe(3 * 7 * 3_600);
      expect(times.find(({ stage }) => stage === 'submitted')?.p90Seconds).toBe(5 * 7 * 3_600);
    },
    30_000 + claims / 10,
  );

  it('stage times of more than a million events are refused before anything is read', async () => {
    const owner = new Client({ connectionString: on.ownerUrl });
    await owner.connect();
    await owner.query(`update ledger_head set size = 1000001 + (select min(index) from ledger_entry)`);
    await owner.end();
    await expect(
      rooms.get(StageReads).ofPeriod(desk.organization, '2001-01-01T00:00:00Z', '2999-01-01T00:00:00Z'),
    ).rejects.toThrow('request.invalid: More than 1,000,000 events');
  });
});

/** The median of a hundred runs, one after the other. */
async function timed(what: string, work: () => Promise<unknown>, runs = 100): Promise<void> {
  const took: number[] = [];
  for (let n = 0; n < runs; n += 1) {
    const from = performance.now();
    await work();
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  console.log(
    `TIMED ${what}: median ${took[Math.floor(runs / 2)]?.toFixed(2)} ms, p99 ${took[Math.floor(runs * 0.99)]?.toFixed(2)} ms`,
  );
}
