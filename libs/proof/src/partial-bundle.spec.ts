import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Writable } from 'node:stream';
import { canonicalBytes } from '#libs/kernel';
import { formatCheckpoint, ledgerOrigin } from './checkpoint.js';
import { appendLeaves, emptyFrontier, type Frontier, frontierRoot } from './compact-range.js';
import { Malformed } from './malformed.js';
import { noteSigner } from './note-key.js';
import { signNote } from './signed-note.js';
import { leafHash } from './tree-hash.js';
import { verifyBundle } from './verify-bundle.js';
import { formatWithheld } from './withheld.js';
import { writeBundle } from './write-bundle.js';

const organization = '0190a000-0000-7000-8000-000000000001';
const origin = ledgerOrigin(organization);
const signer = noteSigner(origin, Buffer.alloc(32, 1));
const folder = mkdtempSync(join(tmpdir(), 'partial-'));
const path = join(folder, 'bundle.zip');
afterAll(() => rmSync(folder, { recursive: true }));

const event = (i: number): Buffer => canonicalBytes({ id: `event-${i}`, organization });
const events = Array.from({ length: 21 }, (_, i) => event(i));
const frontierOf = (entries: readonly Buffer[]): Frontier =>
  appendLeaves(emptyFrontier, entries.map(leafHash)).frontier;
const checkpointOf = (entries: readonly Buffer[]): string =>
  signNote(formatCheckpoint({ origin, size: entries.length, root: frontierRoot(frontierOf(entries)) }), [signer]);
const withheld = (i: number, reason = 'legal'): Buffer => formatWithheld({ leafHash: leafHash(event(i)), reason });

async function pack(
  from: number,
  lines: readonly Buffer[],
  after = frontierOf(events.slice(0, from)),
  out: Writable = createWriteStream(path),
): Promise<void> {
  await writeBundle(out, {
    organization,
    checkpoint: checkpointOf(events),
    after,
    entries: Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])),
    personal: null,
    vkey: signer.vkey,
    readme: 'Read me.\n',
    views: [],
  });
}
const verify = (since?: string) =>
  verifyBundle(path, { pinned: [signer.vkey], ...(since === undefined ? {} : { since }) });

describe('a bundle that begins at a later entry', () => {
  it.each([0, 1, 2, 7, 8, 16, 20, 21])('is proven from index %i on', async (from) => {
    await pack(from, events.slice(from));
    expect(await verify()).toMatchObject({ ok: true, size: 21, from, entries: 21 - from });
  });

  it('is refused with an entry missing, added or changed, or another beginning', async () => {
    const lines = events.slice(8);
    for (const changed of [lines.slice(1), lines.slice(0, -1), [event(7), ...lines], [event(99), ...lines.slice(1)]]) {
      await pack(8, changed);
      expect(await verify()).toMatchObject({ ok: false, kind: 'tree_mismatch' });
    }
    await pack(8, lines, frontierOf([event(99), ...events.slice(1, 8)]));
    expect(await verify()).toMatchObject({ ok: false, kind: 'tree_mismatch' });
    await pack(9, lines, frontierOf([...events.slice(0, 8), event(99)]));
    expect(await verify()).toMatchObject({ ok: false, kind: 'tree_mismatch' });
  });

  it('continues an older checkpoint from its beginning on, and says when it cannot tell', async () => {
    await pack(8, events.slice(8));
    for (const size of [8, 9, 21])
      expect(await verify(checkpointOf(events.slice(0, size)))).toMatchObject({ ok: true });
    const rewritten = checkpointOf([event(99), ...events.slice(1, 8)]);
    expect(await verify(rewritten)).toMatchObject({ ok: false, kind: 'not_a_continuation' });
    expect(await verify(checkpointOf(events.slice(0, 7)))).toMatchObject({
      kind: 'not_a_continuation',
      sentence: expect.stringContaining('ask for a bundle that begins earlier'),
    });
  });

  it('cannot be packed with a beginning that no tree has', async () => {
    const { hashes } = frontierOf(events.slice(0, 3));
    for (const after of [
      { size: 22, hashes: frontierOf([...events, event(21)]).hashes },
      { size: 2, hashes },
      { size: 3, hashes: [...hashes.slice(1), Buffer.alloc(5)] },
      { size: -1, hashes: [] },
    ])
      // Not into the file: it would still be opened, and emptied, when the next test writes it.
      await expect(pack(3, [], after, new PassThrough())).rejects.toThrow(Malformed);
  });
});

describe('a bundle that withholds entries', () => {
  it('is proven, and says how many it withholds and why', async () => {
    const lines = events.with(3, withheld(3)).with(9, withheld(9, 'ballots_hidden')).with(20, withheld(20));
    await pack(0, lines);
    expect(await verify()).toMatchObject({ ok: true, entries: 21, withheld: { legal: 2, ballots_hidden: 1 } });
    await pack(9, lines.slice(9));
    expect(await verify()).toMatchObject({ ok: true, entries: 12, withheld: { legal: 1, ballots_hidden: 1 } });
  });

  it('is refused when what it withholds is not what was recorded there', async () => {
    await pack(0, events.with(3, withheld(4)));
    expect(await verify()).toMatchObject({ ok: false, kind: 'tree_mismatch' });
    await pack(0, events.with(3, withheld(4)).with(4, withheld(3)));
    expect(await verify()).toMatchObject({ ok: false, kind: 'tree_mismatch' });
  });

  it.each<[string, object]>([
    [
      'more than it may',
      { withheld: { leafHash: leafHash(event(3)).toString('base64'), reason: 'legal' }, organization },
    ],
    ['no hash', { withheld: { reason: 'legal' } }],
    ['a hash that is too short', { withheld: { leafHash: 'AAAA', reason: 'legal' } }],
    ['a reason that is no code', { withheld: { leafHash: leafHash(event(3)).toString('base64'), reason: 'Because!' } }],
    ['nothing', { withheld: null }],
  ])('is refused with a line that tells %s', async (_, line) => {
    await pack(0, events.with(3, canonicalBytes(line as never)));
    expect(await verify()).toMatchObject({ ok: false, kind: 'entry_malformed', where: 'entries.ndjson:4' });
  });
});
