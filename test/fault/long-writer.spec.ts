import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { newId, systemActor } from '#libs/kernel';
import { Ledger, LedgerModule, SigningKeys, startLog } from '#libs/ledger';
import { MasterKey } from '#libs/runtime';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { claimdesk, type Running } from '../support/processes.js';
import { openRooms } from '../support/rooms.js';
import { Random } from '../integration/desk/quorum-model/random.js';

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const openMs = Number(process.env.OPEN_MS ?? 30_000);
const writers = 32;

describe(`32 writers that commit out of order, and one that is open for ${openMs / 1_000} s (fault 13; SEED=${seed})`, () => {
  const key = Buffer.alloc(32, 7);
  const actor = systemActor(newId());
  const random = new Random(seed);
  let on: TestDatabase;
  let rooms: INestApplicationContext;
  const workers: Running[] = [];

  beforeAll(async () => {
    on = await freshDatabase();
    rooms = await openRooms(await on.open(writers + 4), [LedgerModule], { masterKey: new MasterKey(key) });
    await rooms.get(Transaction).run(actor, (tx) => startLog(tx, rooms.get(SigningKeys)));
    for (let n = 0; n < 2; n += 1) {
      const worker = claimdesk(['worker'], {
        DATABASE_URL: on.ownerUrl,
        CLAIMDESK_MASTER_KEY: key.toString('base64'),
      });
      await worker.prints('worker runs');
      workers.push(worker);
    }
  });
  afterAll(async () => {
    for (const worker of workers) await worker.end('SIGKILL');
    await rooms?.close();
    await on?.drop();
  });

  /** One event, whose transaction commits only after a while. */
  const record = (wait: number): Promise<string> =>
    rooms.get(Transaction).run(actor, async (tx) => {
      const id = newId();
      const event = await rooms.get(Ledger).record(tx, {
        type: 'source.registered',
        root: id,
        changes: [{ type: 'source', id, version: 1, after: { id } }],
      });
      await pause(wait);
      return event;
    });
  const indexed = async (): Promise<Map<string, number>> =>
    new Map(
      (
        await on.asOwner<{ event_id: string; index: string }>(
          `select event_id, index from ledger_entry where organization_id = $1`,
          [actor.organization],
        )
      ).map((row) => [row.event_id, Number(row.index)]),
    );

  it('misses none, in dense indexes, delays nobody else, and the late one comes within a second', async () => {
    const until = performance.now() + openMs;
    const long = record(openMs);
    const lags: number[] = [];
    const made: string[] = [];
    const write = async (): Promise<void> => {
      while (performance.now() < until) {
        made.push(await record(random.below(150)));
      }
    };
    const watch = async (): Promise<void> => {
      while (performance.now() < until) {
        const committed = [...made];
        const from = performance.now();
        await eventually('what is committed has its index', async () => {
          const found = await indexed();
          return committed.every((id) => found.has(id));
        });
        lags.push(performance.now() - from);
        await pause(500);
      }
    };
    await Promise.all([...Array.from({ length: writers - 1 }, write), watch()]);
    const late = await long;
    const from = performance.now();
    await eventually('the late one has its index', async () => (await indexed()).has(late), 5_000);
    const caughtUp = performance.now() - from;
    const found = await eventually('all have theirs', async () => {
      const all = await indexed();
      return [...made, late].every((id) => all.has(id)) && all;
    });
    // The first entry is that of the organization.
    expect([...found.values()].sort((a, b) => a - b)).toEqual(Array.from({ length: found.size }, (_, index) => index));
    expect(new Set(found.keys()).size).toBe(found.size);
    expect([...made, late].filter((id) => !found.has(id))).toEqual([]);
    expect((await on.asOwner(`select 1 from event_pending`)).length).toBe(0);
    const sizes = await on.asOwner<{ count: number }>(
      `select count(distinct root)::int as count from checkpoint where organization_id = $1 group by size having count(*) > 1`,
      [actor.organization],
    );
    expect(sizes).toEqual([]);
    console.log(
      `${found.size} events; the late one after ${caughtUp.toFixed(0)} ms; others at most ${Math.max(...lags).toFixed(0)} ms`,
    );
  }, 120_000);
});
