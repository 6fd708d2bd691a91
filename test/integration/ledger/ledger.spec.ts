import type { INestApplicationContext } from '@nestjs/common';
import { Connections, type Database, statementOn, Transaction } from '#libs/database';
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
import { SequenceStore } from '../../../libs/ledger/src/sequence-store.js';
import { statesOf } from '../../../libs/ledger/src/states-of.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { openRooms } from '../../support/rooms.js';

const everything = `select jsonb_build_object('head', (select to_jsonb(h) from ledger_head h where organization_id = $1),
  'entries', (select jsonb_agg(e order by index) from ledger_entry e where organization_id = $1),
  'nodes', (select jsonb_agg(n order by level, index) from ledger_node n where organization_id = $1),
  'states', (select jsonb_agg(s order by from_index, type) from ledger_state s where organization_id = $1),
  'due', (select jsonb_agg(d order by reader) from ledger_due d where organization_id = $1)) as log`;

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

  it('adds nothing for a process that was paused while another one was quicker', async () => {
    const store = rooms.get(SequenceStore);
    const paused = await rooms.get(Connections).lend(actor.organization, async (client) => {
      const statement = statementOn(client);
      await record('a');
      const end = await store.end(statement, actor.organization, 1_000);
      await record('b');
      await sequenceAll();
      const log = await on.asOwner(everything, [actor.organization]);
      const won = await store.append(statement, actor.organization, {
        from: end?.frontier.size ?? 0,
        events: end?.pending ?? [],
        leaves: (end?.pending ?? []).map((event) => leafHash(event.bytes)),
        nodes: [],
        states: statesOf(end?.pending ?? [], 0),
        frontier: { size: 1, hashes: [] },
        root: Buffer.alloc(32),
      });
      return { taken: end?.pending.length, won, log };
    });
    expect(paused.taken).toBe(1);
    expect(paused.won).toBe(false);
    expect(await on.asOwner(everything, [actor.organization])).toEqual(paused.log);
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
