import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openNote, parseNote, parseVerifierKey, verifyBundle } from '#libs/proof';
import { eventually } from '../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';

describe('the keys that sign checkpoints', () => {
  let newsroom: Newsroom;
  let folder: string;
  let first: string;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    folder = mkdtempSync(join(tmpdir(), 'signing-keys-'));
    [first] = (await newsroom.admin.get('/ledger/keys')).keys as [string];
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await newsroom?.close();
  });

  /** The first checkpoint that covers what has happened so far. */
  const signedNow = async (): Promise<string> => {
    const [head] = await newsroom.on.asOwner<{ count: string }>(`select count(*) as count from event`);
    return eventually('it is signed', async () => {
      const { status, text } = await newsroom.admin.send('get', '/v1/ledger/checkpoint');
      return status === 200 && Number(text.split('\n')[1]) >= Number(head?.count) ? text : undefined;
    });
  };
  const signedBy = (note: string, vkey: string): boolean => openNote(note, [parseVerifierKey(vkey)]).ok;
  const bundleAt = async (checkpoint: number): Promise<string> => {
    const { id } = await newsroom.admin.post('/reports', { kind: 'audit-bundle', checkpoint });
    await eventually('it is made', async () => (await newsroom.admin.get(`/reports/${id}`)).status === 'done');
    const sent = await fetch(`${newsroom.address}/v1/reports/${id}/content`, {
      headers: { authorization: `Bearer ${newsroom.admin.key}` },
    });
    const path = join(folder, `${id}.zip`);
    writeFileSync(path, Buffer.from(await sent.arrayBuffer()));
    return path;
  };

  it('are published without a key, under the short name of the newsroom', async () => {
    const { slug, id } = await newsroom.admin.get('/organization');
    const { status, body } = await newsroom.nobody.send('get', `/.well-known/claimdesk/${slug}`);
    expect([status, body]).toEqual([
      200,
      {
        origin: `claimdesk/${id}`,
        keys: [first],
        all: [{ verifierKey: first, from: expect.any(String), until: null, inUse: true }],
      },
    ]);
    expect(body.all).toEqual((await newsroom.admin.get('/ledger/keys')).all);
    expect((await newsroom.nobody.send('get', '/.well-known/claimdesk/no-such-newsroom')).status).toBe(404);
  });

  it('follow each other: both sign during the grace, and an event tells of the new one', async () => {
    const before = await signedNow();
    const { signingKey, replaced } = await newsroom.admin.post('/ledger/keys/rotate', { graceHours: 1 });
    const second: string = signingKey.verifierKey;
    expect(replaced.map((key: Body) => key.verifierKey)).toEqual([first]);
    expect((await newsroom.admin.get('/ledger/keys')).keys).toEqual([first, second]);
    const after = await signedNow();
    expect([signedBy(before, first), signedBy(before, second)]).toEqual([true, false]);
    expect([signedBy(after, first), signedBy(after, second)]).toEqual([true, true]);
    expect(parseNote(after).signatures.length).toBe(2);
    const told = (await newsroom.admin.get('/ledger/entries?limit=200')).items.find(
      (entry: Body) => entry.type === 'ledger.key_rotated',
    );
    expect(told.bytes).toContain(second);
    expect(await newsroom.admin.refused('/ledger/keys/rotate', { graceHours: 1 })).toBe('409 ledger.rotation_running');
    const path = await bundleAt(Number(after.split('\n')[1]));
    for (const pin of [first, second]) expect(await verifyBundle(path, { pinned: [pin] })).toMatchObject({ ok: true });
  });

  it('end at once when somebody may have them, and a bundle that a retired one signed is verified with it', async () => {
    const before = await signedNow();
    const { signingKey } = await newsroom.admin.post('/ledger/keys/rotate', { graceHours: 0 });
    const third: string = signingKey.verifierKey;
    const { keys, all } = await newsroom.admin.get('/ledger/keys');
    expect([keys, all.map((key: Body) => key.inUse)]).toEqual([[third], [false, false, true]]);
    const after = await signedNow();
    expect(parseNote(after).signatures.length).toBe(1);
    expect([signedBy(after, first), signedBy(after, third)]).toEqual([false, true]);
    const older = await bundleAt(Number(before.split('\n')[1]));
    expect(await verifyBundle(older, { pinned: [first] })).toMatchObject({ ok: true });
    expect(await verifyBundle(older, { pinned: [third] })).toMatchObject({ ok: false, kind: 'unknown_key' });
    const newer = await bundleAt(Number(after.split('\n')[1]));
    expect(await verifyBundle(newer, { pinned: [third], since: before })).toMatchObject({ ok: false });
    expect(await verifyBundle(newer, { pinned: [first, third], since: before })).toMatchObject({ ok: true });
  });

  it('are one after the other, whoever rotates at the same time', async () => {
    await Promise.allSettled([1, 2, 3].map(() => newsroom.admin.post('/ledger/keys/rotate', { graceHours: 1 })));
    expect((await newsroom.admin.get('/ledger/keys')).keys.length).toBe(2);
  });

  it('are an administrator’s to rotate', async () => {
    const editor = await newsroom.hire('Edna', 'editor');
    expect(await editor.refused('/ledger/keys/rotate')).toBe('403 access.denied');
    expect(await newsroom.admin.refused('/ledger/keys/rotate', { graceHours: 9_999 })).toBe('422 request.invalid');
  });
});
