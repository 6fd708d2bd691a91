import type { INestApplicationContext } from '@nestjs/common';
import { type Database, Transaction } from '#libs/database';
import { type Actor, newId, systemActor } from '#libs/kernel';
import {
  CheckpointStore,
  EntryStore,
  Ledger,
  LedgerModule,
  Sequencer,
  Signer,
  SigningKeys,
  startLog,
  StatesAt,
} from '#libs/ledger';
import {
  frontierRoot,
  leafHash,
  appendLeaves,
  emptyFrontier,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
} from '#libs/proof';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { openRooms } from '../../support/rooms.js';

describe('the ledger', () => {
  let on: TestDatabase;
  let database: Database;
  let rooms: INestApplicationContext;
  let actor: Actor;

  beforeAll(async () => {
    on = await freshDatabase();
    database = await on.open(40);
    rooms = await openRooms(database, [LedgerModule]);
  });
  afterAll(async () => {
    await rooms?.close();
    await on?.drop();
  });
  beforeEach(async () => {
    actor = systemActor(newId());
    await rooms.get(Transaction).run(actor, (tx) => startLog(tx, rooms.get(SigningKeys)));
  });

  const record = (note: string, subject = newId(), wait?: Promise<void>, version = 1): Promise<string> =>
    rooms.get(Transaction).run(actor, async (tx) => {
      const id = await rooms.get(Ledger).record(tx, {
        type: 'source.registered',
        root: subject,
        changes: [{ type: 'source', id: subject, version, after: { id: subject, title: note } }],
      });
      await wait;
      return id;
    });
  const sequenceAll = async (): Promise<void> => {
    while ((await rooms.get(Sequencer).sequenceOrganization(actor.organization)) > 0);
  };
  const entries = () => rooms.get(EntryStore).range(actor.organization, 0, 1_000_000, 100_000);

  it('misses nothing and keeps its indexes dense while 32 writers commit out of order and one holds its transaction open', async () => {
    let release = (): void => undefined;
    const held = record('held open', newId(), new Promise<void>((resolve) => (release = resolve)));
    const written: string[] = [];
    let writing = true;
    const sequencing = (async () => {
      while (writing) await rooms.get(Sequencer).tick();
    })();
    await Promise.all(
      Array.from({ length: 32 }, async (_, writer) => {
        for (let n = 0; n < 25; n += 1) written.push(await record(`${writer}/${n}`));
      }),
    );
    release();
    written.push(await held);
    writing = false;
    await sequencing;
    await sequenceAll();
    const log = await entries();
    expect(log.map((entry) => entry.index)).toEqual(Array.from({ length: 801 }, (_, index) => index));
    expect(new Set(log.map((entry) => entry.eventId))).toEqual(new Set(written));
  });

  it('puts dependent events in the order in which they were recorded', async () => {
    const subject = newId();
    for (let n = 0; n < 20; n += 1) await record(String(n), subject);
    await sequenceAll();
    const titles = (await entries()).map(
      (entry) =>
        (JSON.parse(entry.bytes.toString()) as { changes: { after: { title: string } }[] }).changes[0]?.after.title,
    );
    expect(titles).toEqual(Array.from({ length: 20 }, (_, n) => String(n)));
  });

  it('lets several sequencers run: each event gets one index', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, n) => record(String(n))));
    await Promise.all(Array.from({ length: 8 }, () => sequenceAll()));
    await sequenceAll();
    expect((await entries()).length).toBe(50);
  });

  it('grows the tree of RFC 6962 over the exact bytes and signs what it committed', async () => {
    for (let n = 0; n < 11; n += 1) {
      await record(String(n));
      if (n % 3 === 0) await sequenceAll();
    }
    await sequenceAll();
    await rooms.get(Signer).sign(actor.organization);
    const checkpoint = await rooms.get(CheckpointStore).latest(actor.organization);
    const keys = await rooms.get(SigningKeys).all(actor.organization);
    const note = openNote(
      checkpoint?.note ?? '',
      keys.map(({ verifierKey }) => parseVerifierKey(verifierKey)),
    );
    expect(note.ok && parseCheckpoint(note.text)).toMatchObject({
      origin: `claimdesk/${actor.organization}`,
      size: 11,
    });
    const naive = appendLeaves(
      emptyFrontier,
      (await entries()).map((entry) => leafHash(entry.bytes)),
    ).frontier;
    expect(checkpoint?.root).toEqual(frontierRoot(naive));
  });

  it('signs one size once: signing again changes nothing', async () => {
    await record('a');
    await sequenceAll();
    await Promise.all([1, 2, 3].map(() => rooms.get(Signer).sign(actor.organization)));
    const rows = await on.asOwner(`select 1 from checkpoint where organization_id = $1`, [actor.organization]);
    expect(rows.length).toBe(1);
  });

  it('knows every subject as it was at any size of the log', async () => {
    const subject = newId();
    await record('first', subject);
    await sequenceAll();
    await record('second', subject, undefined, 2);
    await record('third', subject, undefined, 3);
    await sequenceAll();
    const at = async (size: number) =>
      (
        await rooms
          .get(StatesAt)
          .page({ organization: actor.organization, size }, 'source', '00000000-0000-0000-0000-000000000000', 10)
      ).map((s) => s.state.title);
    expect(await at(0)).toEqual([]);
    expect(await at(1)).toEqual(['first']);
    expect(await at(2)).toEqual(['second']);
    expect(await at(3)).toEqual(['third']);
  });

  it.each(['event', 'ledger_entry', 'ledger_node', 'checkpoint'])(
    '%s refuses update, delete and truncate, even by the owner',
    async (table) => {
      await record('a');
      await record('b');
      await sequenceAll();
      await rooms.get(Signer).sign(actor.organization);
      for (const sql of [
        `update ${table} set organization_id = organization_id`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ]) {
        await expect(on.asOwner(sql)).rejects.toMatchObject({ code: '55000' });
      }
    },
  );

  it('refuses a change that is too large for one event, and nothing of it stays', async () => {
    await expect(record('x'.repeat(61_000))).rejects.toMatchObject({ refusal: { code: 'event.too_large' } });
    await sequenceAll();
    expect(await entries()).toEqual([]);
  });
});
