import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalBytes } from '#libs/kernel';
import { formatCheckpoint, ledgerOrigin } from './checkpoint.js';
import { commit, formatDisclosure, type Disclosure } from './commitment.js';
import { appendLeaves, emptyFrontier, frontierRoot } from './compact-range.js';
import { Malformed } from './malformed.js';
import { noteSigner } from './note-key.js';
import { signNote } from './signed-note.js';
import { leafHash } from './tree-hash.js';
import { exitCodes } from './verdict-of-bundle.js';
import { verifyBundle } from './verify-bundle.js';
import { writeBundle } from './write-bundle.js';

const organization = '0190a000-0000-7000-8000-000000000001';
const origin = ledgerOrigin(organization);
const signer = noteSigner(origin, Buffer.alloc(32, 1));
const stranger = noteSigner(origin, Buffer.alloc(32, 2));
const salt = Buffer.alloc(32, 5);
const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
const path = join(folder, 'ledger.zip');
afterAll(() => rmSync(folder, { recursive: true }));

const idOf = (i: number): string => `event-${i}`;
const secretOf = (i: number): string => `name ${i}`;
const anEvent = (i: number, of = organization): Buffer =>
  canonicalBytes({
    actor: { name: commit(salt, secretOf(i)) },
    facts: { n: commit(salt, i) },
    id: idOf(i),
    organization: of,
  });
const events = (count: number): Buffer[] => Array.from({ length: count }, (_, i) => anEvent(i));
const disclose = (i: number, change: Partial<Disclosure> = {}): Buffer =>
  formatDisclosure({ event: idOf(i), path: '/actor/name', salt, value: secretOf(i), ...change });
const lines = (each: readonly Buffer[]): Buffer => Buffer.concat(each.flatMap((line) => [line, Buffer.from('\n')]));
const rootOf = (entries: readonly Buffer[]): Buffer =>
  frontierRoot(appendLeaves(emptyFrontier, entries.map(leafHash)).frontier);
const checkpointOf = (entries: readonly Buffer[], by = [signer], from = origin): string =>
  signNote(formatCheckpoint({ origin: from, size: entries.length, root: rootOf(entries) }), by);

interface Parts {
  entries: readonly Buffer[];
  signed?: string;
  personal?: readonly Buffer[];
  of?: string;
  vkey?: string;
}
async function pack({ entries, signed, personal, of = organization, vkey = signer.vkey }: Parts): Promise<void> {
  await writeBundle(createWriteStream(path), {
    organization: of,
    checkpoint: signed ?? checkpointOf(entries),
    entries: lines(entries),
    personal: personal ? lines(personal) : null,
    vkey,
    readme: 'Read me.\n',
    views: [
      { name: 'views/b.csv', content: Buffer.from('derived\n') },
      { name: 'views/a.csv', content: Buffer.from('derived\n') },
    ],
  });
}
const verify = (pinned: readonly string[] = [signer.vkey], since?: string): ReturnType<typeof verifyBundle> =>
  verifyBundle(path, since === undefined ? { pinned } : { pinned, since });

describe('an intact bundle', () => {
  it.each([0, 1, 2, 3, 7, 8, 9, 31, 32, 33])('of %i entries is proven by the pinned key', async (size) => {
    const entries = events(size);
    const personal = entries.map((_, i) => disclose(i));
    await pack({ entries, personal });
    const root = rootOf(entries);
    const views = { derived: 0, notCompared: ['views/a.csv', 'views/b.csv'] };
    const told = { ok: true, views, size, root, origin, keyName: origin, from: 0, withheld: {} };
    expect(await verify()).toEqual({ ...told, entries: size, disclosures: size });
  });

  it('needs no disclosures, and takes several of one event in the order of their paths', async () => {
    await pack({ entries: events(3) });
    expect(await verify()).toMatchObject({ ok: true, disclosures: 0 });
    await pack({ entries: events(3), personal: [] });
    expect(await verify()).toMatchObject({ ok: true, disclosures: 0 });
    await pack({
      entries: events(3),
      personal: [disclose(1), disclose(1, { path: '/facts/n', value: 1 }), disclose(2)],
    });
    expect(await verify()).toMatchObject({ ok: true, disclosures: 3 });
  });

  it('is accepted by either key of a rotation', async () => {
    await pack({ entries: events(3), signed: checkpointOf(events(3), [signer, stranger]) });
    expect(await verify([stranger.vkey])).toMatchObject({ ok: true });
    expect(await verify([signer.vkey, stranger.vkey])).toMatchObject({ ok: true });
  });

  it('reports its progress to the last entry', async () => {
    await pack({ entries: events(3) });
    const seen: [number, number][] = [];
    await verifyBundle(path, { pinned: [signer.vkey] }, (done, of) => seen.push([done, of]));
    expect(seen).toEqual([[3, 3]]);
  });
});

describe('a bundle repacked with care', () => {
  const entries = events(9);
  const signed = checkpointOf(entries);

  it.each([
    ['two entries swapped', [...entries.slice(0, 3), entries[4], entries[3], ...entries.slice(5)]],
    ['the last entry taken away', entries.slice(0, -1)],
    ['the first entry taken away', entries.slice(1)],
    ['an entry repeated', [...entries, entries[8]]],
    ['one entry replaced', [...entries.slice(0, -1), anEvent(77)]],
    ['no entry at all', []],
  ])('is refused with %s', async (_, changed) => {
    await pack({ entries: changed as Buffer[], signed });
    expect(await verify()).toMatchObject({ ok: false, kind: 'tree_mismatch' });
    expect(await verify([])).toMatchObject({ ok: false, kind: 'tree_mismatch' });
  });

  it('is refused without a pin even when intact, and names the key to compare', async () => {
    await pack({ entries });
    const verdict = await verify([]);
    expect(verdict).toMatchObject({ ok: false, kind: 'no_pin' });
    expect(verdict.ok || verdict.sentence).toContain(`Intact, but signed by a key you have not pinned: ${signer.vkey}`);
  });

  it('is refused when another key is pinned, or the pin is of another ledger', async () => {
    await pack({ entries });
    expect(await verify([stranger.vkey])).toMatchObject({ kind: 'unknown_key' });
    // The auditor trusts this very key for another newsroom, not for this one.
    const elsewhere = noteSigner(ledgerOrigin('other'), Buffer.alloc(32, 1));
    expect(await verify([elsewhere.vkey])).toMatchObject({ kind: 'unknown_key' });
    await pack({ entries, signed: checkpointOf(entries, [stranger, elsewhere]), vkey: stranger.vkey });
    expect(await verify([elsewhere.vkey])).toMatchObject({ kind: 'unknown_key' });
    await pack({ entries, signed: checkpointOf(entries, [elsewhere]), vkey: elsewhere.vkey });
    expect(await verify([elsewhere.vkey])).toMatchObject({ kind: 'signature_invalid' });
  });

  it('is refused when the signature belongs to another text, pinned or not', async () => {
    const forged = signed.replace('\n9\n', '\n8\n');
    await pack({ entries: entries.slice(0, 8), signed: forged });
    expect(await verify()).toMatchObject({ kind: 'signature_invalid' });
    expect(await verify([])).toMatchObject({ kind: 'signature_invalid' });
  });

  it('is refused when the pinned signature fails beside a good one of the key in the bundle', async () => {
    const bad = checkpointOf(entries.slice(1)).split('\n').at(-2);
    await pack({ entries, signed: `${checkpointOf(entries, [stranger])}${bad}\n`, vkey: stranger.vkey });
    expect(await verify()).toMatchObject({ kind: 'signature_invalid' });
  });

  it('is refused when the signed size is not the number of entries, though the root is theirs', async () => {
    const note = signNote(formatCheckpoint({ origin, size: 8, root: rootOf(entries) }), [signer]);
    await pack({ entries, signed: note });
    expect(await verify()).toMatchObject({ kind: 'tree_mismatch' });
  });

  it('is refused when key.vkey is not a key, or not the one that signed', async () => {
    await pack({ entries, vkey: stranger.vkey });
    expect(await verify()).toMatchObject({ kind: 'signature_invalid' });
    await pack({ entries, vkey: 'x' });
    expect(await verify()).toMatchObject({ kind: 'manifest', where: 'key.vkey' });
  });

  it('is refused with the origin of another organization', async () => {
    const other = noteSigner(ledgerOrigin('other'), Buffer.alloc(32, 3));
    const note = checkpointOf(entries, [other], ledgerOrigin('other'));
    await pack({ entries, signed: note, vkey: other.vkey });
    expect(await verify([other.vkey, signer.vkey])).toMatchObject({ kind: 'wrong_origin' });
    await pack({ entries, signed: note, vkey: other.vkey, of: 'other' });
    expect(await verify([other.vkey])).toMatchObject({ kind: 'entry_malformed', where: 'entries.ndjson:1' });
  });

  it.each([
    ['not canonical', Buffer.from(`{"organization": "${organization}"}`)],
    ['not JSON', Buffer.from('{')],
    ['not an object', canonicalBytes([organization])],
    ['of another organization', anEvent(1, 'other')],
    ['of no organization', canonicalBytes({ id: 'x' })],
    ['empty', Buffer.alloc(0)],
    ['two members of one name', Buffer.from(`{"organization":"x","organization":"${organization}"}`)],
    ['not UTF-8', Buffer.concat([Buffer.from('{"organization":"'), Buffer.of(0xff), Buffer.from('"}')])],
    ['nested beyond all measure', Buffer.from('['.repeat(60_000))],
    ['too long', canonicalBytes({ organization, x: 'x'.repeat(65_535) })],
  ])('is refused when an entry is %s, even if it is signed', async (_, bad) => {
    await pack({ entries: [...entries.slice(0, 4), bad, ...entries.slice(5)] });
    expect(await verify()).toMatchObject({ kind: 'entry_malformed', where: 'entries.ndjson:5' });
  });

  it.each([
    ['opens to another value', [disclose(1), disclose(2, { value: 'x' })], 2],
    ['has another salt', [disclose(1, { salt: Buffer.alloc(32) })], 1],
    ['names a place that is not committed', [disclose(1, { path: '/id' })], 1],
    ['names no event of the ledger', [disclose(1), disclose(77)], 2],
    ['stands out of order', [disclose(2), disclose(1)], 2],
    ['stands twice', [disclose(2), disclose(2)], 2],
    ['has paths out of order', [disclose(2, { path: '/facts/n', value: 2 }), disclose(2)], 2],
    ['is not a disclosure', [canonicalBytes({ a: 1 })], 1],
    ['is empty', [Buffer.alloc(0)], 1],
  ])('is refused when a disclosure %s', async (_, personal, line) => {
    await pack({ entries, personal });
    expect(await verify()).toMatchObject({ kind: 'disclosure_mismatch', where: `personal.ndjson:${line}` });
    await pack({ entries: [], personal });
    expect(await verify()).toMatchObject({ kind: 'disclosure_mismatch', where: 'personal.ndjson:1' });
  });
});

describe('an older checkpoint', () => {
  const entries = events(9);

  it.each([1, 2, 7, 8, 9])('of size %i is found to be a beginning of the ledger', async (size) => {
    await pack({ entries });
    expect(await verify([signer.vkey], checkpointOf(entries.slice(0, size)))).toMatchObject({ ok: true });
    expect(await verify([], checkpointOf(entries.slice(0, size)))).toMatchObject({ kind: 'no_pin' });
  });

  it('is refused when the ledger does not continue it', async () => {
    await pack({ entries });
    const rewritten = [anEvent(50), ...entries.slice(1, 5)];
    expect(await verify([signer.vkey], checkpointOf(rewritten))).toMatchObject({ kind: 'not_a_continuation' });
    expect(await verify([signer.vkey], checkpointOf(events(10)))).toMatchObject({ kind: 'not_a_continuation' });
    expect(await verify([signer.vkey], checkpointOf([]))).toMatchObject({ kind: 'not_a_continuation' });
  });

  it('counts only when signed, and only for this ledger', async () => {
    await pack({ entries });
    const old = entries.slice(0, 4);
    expect(await verify([signer.vkey], checkpointOf(old, [stranger]))).toMatchObject({ kind: 'unknown_key' });
    expect(await verify([], checkpointOf(old, [stranger]))).toMatchObject({ kind: 'unknown_key' });
    const forged = checkpointOf(old).replace('\n4\n', '\n5\n');
    expect(await verify([signer.vkey], forged)).toMatchObject({ kind: 'signature_invalid' });
    const elsewhere = checkpointOf(old, [signer], ledgerOrigin('other'));
    expect(await verify([signer.vkey], elsewhere)).toMatchObject({ kind: 'wrong_origin' });
  });
});

describe('what the reader gives', () => {
  it('is his to get right: a pin or an older checkpoint that cannot be read throws', async () => {
    await pack({ entries: events(1) });
    await expect(verify(['nonsense'])).rejects.toThrow(Malformed);
    await expect(verify([signer.vkey], 'nonsense')).rejects.toThrow(Malformed);
  });

  it('has an exit code of its own for every fault, from 10 up', () => {
    const codes = Object.values(exitCodes);
    expect(new Set(codes).size).toBe(codes.length);
    expect(Math.min(...codes)).toBe(10);
  });
});
