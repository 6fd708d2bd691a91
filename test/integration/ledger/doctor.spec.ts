import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { Transaction } from '#libs/database';
import { CreateOrganization, IdentityModule, InviteMember, RotateSigningKey } from '#libs/identity';
import { type Actor, newId, systemActor } from '#libs/kernel';
import { CheckpointStore, type Finding, Ledger, LedgerDoctor, Sequencer, Signer, type Witness } from '#libs/ledger';
import { newSeed, noteSigner, parseCheckpoint, parseNote } from '#libs/proof';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { openRooms } from '../../support/rooms.js';

/** What a superuser can do to a database, and what the doctor says of it. */
describe('the doctor of the ledger', () => {
  let on: TestDatabase;
  let rooms: INestApplicationContext;
  let superuser: Client;
  let organization: string;
  let admin: Actor;

  beforeAll(async () => {
    on = await freshDatabase();
    rooms = await openRooms(await on.open(8), [IdentityModule]);
    superuser = new Client({ connectionString: on.ownerUrl });
    await superuser.connect();
    // No trigger stops a superuser.
    await superuser.query(`set session_replication_role = replica`);
  });
  afterAll(async () => {
    await superuser?.end();
    await rooms?.close();
    await on?.drop();
  });

  const sign = async (): Promise<void> => {
    while ((await rooms.get(Sequencer).sequenceOrganization(organization)) > 0);
    await rooms.get(Signer).sign(organization);
  };
  const record = (): Promise<string> =>
    rooms.get(Transaction).run(systemActor(organization), (tx) => {
      const id = newId();
      const after = { id, title: `About ${id}` };
      return rooms
        .get(Ledger)
        .record(tx, { type: 'source.registered', root: id, changes: [{ type: 'source', id, version: 1, after }] });
    });

  /** A log of 30 or so entries with several checkpoints, a rotation, and personal values. */
  beforeEach(async () => {
    const made = await rooms
      .get(CreateOrganization)
      .run(
        { kind: 'operator', roles: [] },
        { slug: `doctor-${newId()}`, name: 'Doctor', admin: { name: 'Ada' }, entrance: 'issue' },
      );
    organization = made.organization.id;
    admin = { organization, kind: 'member', member: made.member.id, roles: ['admin'] };
    await rooms.get(InviteMember).run(admin, { name: 'Rosa', roles: ['editor'], email: 'rosa@example.org' });
    await sign();
    for (let n = 0; n < 12; n += 1) await record();
    await rooms.get(RotateSigningKey).run(admin, 1);
    await sign();
    for (let n = 0; n < 15; n += 1) await record();
    await sign();
  });

  const findings = async (...witnesses: Witness[]): Promise<Finding[]> => {
    const all: Finding[] = [];
    const examination = rooms.get(LedgerDoctor).examine(organization, witnesses);
    for (let next = await examination.next(); !next.done; next = await examination.next()) all.push(next.value);
    return all;
  };
  const told = async (...witnesses: Witness[]): Promise<string[]> =>
    (await findings(...witnesses)).map(({ kind, where }) => `${kind}: ${where.replace(/[0-9a-f-]{36}/, '…')}`);
  const attack = (sql: string, ...values: unknown[]): Promise<unknown> =>
    superuser.query(sql, [organization, ...values]);

  it('finds nothing in a log that nobody touched, also while it grows', async () => {
    expect(await told()).toEqual([]);
    const [found] = await Promise.all([told(), record().then(sign)]);
    expect(found).toEqual([]);
  });

  const editEvent = `update event set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'About', 'Above'), 'UTF8')
    where organization_id = $1 and id = (select event_id from ledger_entry where organization_id = $1 and index = 5)`;
  const rehash = `update ledger_entry l set leaf_hash = sha256('\\x00'::bytea || e.bytes) from event e
    where l.organization_id = $1 and e.organization_id = $1 and e.id = l.event_id`;

  it.each<[string, string[], (string | RegExp)[]]>([
    ['an edited event', [editEvent], ['entry_altered: entry 5', /^tree_altered: node 2 of level 1/, /contradicts/]],
    [
      'an edited event with its leaf hash',
      [editEvent, rehash],
      [/^tree_altered: node 2 of level 1 \(entries 4 to 5\)/],
    ],
    [
      'a deleted event',
      [
        `delete from event where organization_id = $1 and id = (select event_id from ledger_entry where organization_id = $1 and index = 7)`,
      ],
      ['entry_missing: entry 7'],
    ],
    [
      'a deleted entry',
      [`delete from ledger_entry where organization_id = $1 and index = 9`],
      ['entry_missing: entry 9'],
    ],
    [
      'a deleted last entry, with the head',
      [
        `delete from ledger_entry where organization_id = $1 and index = (select size - 1 from ledger_head where organization_id = $1)`,
        `update ledger_head set size = size - 1 where organization_id = $1`,
      ],
      [/^event_lost: event …/, /^checkpoint_contradicts: checkpoint/, 'head_altered: the head'],
    ],
    [
      'two entries swapped',
      [
        `update ledger_entry set index = -1 where organization_id = $1 and index = 4`,
        `update ledger_entry set index = 4 where organization_id = $1 and index = 8`,
        `update ledger_entry set index = 8 where organization_id = $1 and index = -1`,
      ],
      [/^tree_altered: node 2 of level 1/, /^checkpoint_contradicts/],
    ],
    [
      'an entry that was slipped in behind the end',
      [
        `insert into ledger_entry select organization_id, index + 1000, gen_random_uuid(), leaf_hash, sequenced_at from ledger_entry where organization_id = $1 and index = 3`,
      ],
      ['head_altered: entry 1003'],
    ],
    [
      'another time of an entry',
      [`update ledger_entry set sequenced_at = '2020-01-01' where organization_id = $1 and index = 6`],
      ['entry_altered: entry 6'],
    ],
    [
      'an event that was taken out of the queue',
      [`insert into event (organization_id, id, bytes) select $1, gen_random_uuid(), '{}'`],
      ['event_lost: event …'],
    ],
    [
      'a changed node of the tree',
      [`update ledger_node set hash = sha256('x') where organization_id = $1 and level = 2 and index = 1`],
      ['tree_altered: node 1 of level 2 (entries 4 to 7)'],
    ],
    [
      'a deleted node',
      [`delete from ledger_node where organization_id = $1 and level = 3 and index = 0`],
      [/node 0 of level 3/],
    ],
    [
      'a node that belongs to no tree of this size',
      [`insert into ledger_node values ($1, 9, 0, sha256('x'))`],
      ['tree_altered: node 0 of level 9'],
    ],
    [
      'a changed head',
      [`update ledger_head set root = sha256('x') where organization_id = $1`],
      ['head_altered: the head'],
    ],
    [
      'a changed frontier',
      [`update ledger_head set frontier[1] = sha256('x') where organization_id = $1`],
      ['head_altered: the head'],
    ],
    [
      'a changed root of a checkpoint',
      [`update checkpoint set root = sha256('x') where organization_id = $1`],
      [/^checkpoint_altered: checkpoint \d+/],
    ],
    [
      'a note of another checkpoint',
      [`update checkpoint set note = replace(note, E'\\n—', E'\\n\\n—') where organization_id = $1`],
      [/^checkpoint_altered: checkpoint \d+/],
    ],
    [
      'a changed personal value',
      [`update event_personal set value = '"Mallory"' where organization_id = $1 and path like '%name'`],
      [/^personal_altered: entry \d+/],
    ],
    [
      'a changed salt',
      [`update event_personal set salt = sha256('x') where organization_id = $1`],
      [/^personal_altered/],
    ],
    [
      'a personal value that no erasure took',
      [`delete from event_personal where organization_id = $1 and path like '%name'`],
      [/^personal_missing: entry \d+/],
    ],
    [
      'a deleted signing key',
      [`delete from signing_key where organization_id = $1 and retired_at is not null`],
      [/^key_unknown: key claimdesk\//],
    ],
  ])('finds %s, and says where', async (_, statements, expected) => {
    for (const sql of statements) await attack(sql);
    const all = await told();
    for (const one of expected) expect(all).toContainEqual(typeof one === 'string' ? one : expect.stringMatching(one));
  });

  it('finds a key that somebody put there, and checkpoints that were signed with it', async () => {
    const mine = noteSigner(`claimdesk/${organization}`, newSeed());
    await attack(
      `insert into signing_key (organization_id, id, verifier_key, sealed_seed, created_at) values ($1, gen_random_uuid(), $2, 'x', now())`,
      mine.vkey,
    );
    expect(await told()).toEqual([expect.stringMatching(/^key_unknown: key claimdesk\//)]);
  });

  it('finds with the checkpoint of a witness what a rewritten or restored log has lost', async () => {
    const { note, size } = (await rooms.get(CheckpointStore).latest(organization)) ?? { note: '', size: 0 };
    const witness = parseCheckpoint(parseNote(note).text);
    await record();
    await sign();
    expect(await findings(witness)).toEqual([]);
    // An older backup: what came after it is gone, and all that is left agrees with itself.
    const [older] = (
      await superuser.query<{ size: string; root: Buffer }>(
        `select size, root from checkpoint where organization_id = $1 order by size offset 1 limit 1`,
        [organization],
      )
    ).rows;
    const kept = Number(older?.size);
    for (const sql of [
      `delete from event where organization_id = $1 and id in (select event_id from ledger_entry where organization_id = $1 and index >= $2)`,
      `delete from ledger_entry where organization_id = $1 and index >= $2`,
      `delete from ledger_node where organization_id = $1 and index >= $2::bigint >> level`,
      `delete from checkpoint where organization_id = $1 and size > $2`,
    ])
      await attack(sql, kept);
    await attack(
      `update ledger_head set size = $2, root = (select root from checkpoint where organization_id = $1 and size = $2) where organization_id = $1`,
      kept,
    );
    const of = (all: Finding[]): Finding[] => all.filter(({ where }) => where.endsWith('of the witness'));
    const lost = of(await findings(witness));
    expect(lost).toMatchObject([{ kind: 'tail_lost', where: `checkpoint ${size} of the witness` }]);
    expect(lost[0]?.sentence).toMatch(
      new RegExp(
        `^The log ends at size ${kept}, and the witness saw ${size}: lost is the ${size - kept} entries ${kept} to ${size - 1}\\. ` +
          `All of it came in after 20\\S+Z, .* cannot be told from this: give an older checkpoint too, of at most ${kept}\\.$`,
      ),
    );
    const earlier = { size: kept, root: older?.root as Buffer };
    expect(of(await findings(witness, earlier))[0]?.sentence).toMatch(/What is left is what a witness saw\.$/);
    const stranger = { size: kept, root: Buffer.alloc(32) };
    expect(await told(stranger)).toContain(`witness_contradicts: checkpoint ${kept} of the witness`);
  });
});
