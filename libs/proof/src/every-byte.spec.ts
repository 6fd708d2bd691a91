import {
  closeSync,
  createWriteStream,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalBytes } from '#libs/kernel';
import { formatCheckpoint, ledgerOrigin } from './checkpoint.js';
import { commit, formatDisclosure } from './commitment.js';
import { appendLeaves, emptyFrontier, frontierRoot } from './compact-range.js';
import { noteSigner } from './note-key.js';
import { signNote } from './signed-note.js';
import { leafHash } from './tree-hash.js';
import { verifyBundle } from './verify-bundle.js';
import { writeBundle } from './write-bundle.js';

const organization = '0190a000-0000-7000-8000-000000000001';
const origin = ledgerOrigin(organization);
const signer = noteSigner(origin, Buffer.alloc(32, 1));
const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
const path = join(folder, 'ledger.zip');
afterAll(() => rmSync(folder, { recursive: true }));

const salt = Buffer.alloc(32, 5);
const entries = Array.from({ length: 40 }, (_, i) =>
  canonicalBytes({ actor: commit(salt, i), id: `event-${i}`, organization }),
);
const disclosures = [0, 7, 39].map((i) => formatDisclosure({ event: `event-${i}`, path: '/actor', salt, value: i }));
const ndjson = (lines: readonly Buffer[]): Buffer => Buffer.from(lines.map((line) => `${line.toString()}\n`).join(''));

async function packFortyEvents(): Promise<void> {
  const root = frontierRoot(appendLeaves(emptyFrontier, entries.map(leafHash)).frontier);
  await writeBundle(createWriteStream(path), {
    organization,
    checkpoint: signNote(formatCheckpoint({ origin, size: entries.length, root }), [signer]),
    entries: ndjson(entries),
    personal: ndjson(disclosures),
    vkey: signer.vkey,
    readme: 'Read me.\n',
    views: [{ name: 'views/claims.csv', content: Buffer.from('derived\n') }],
  });
}
const verify = (): ReturnType<typeof verifyBundle> => verifyBundle(path, { pinned: [signer.vkey] });

describe('every byte counts', () => {
  it('one bit changed anywhere, or the end cut off or added to, refuses the bundle', async () => {
    await packFortyEvents();
    expect(await verify()).toMatchObject({ ok: true, entries: 40, disclosures: 3 });
    const bytes = readFileSync(path);
    const kinds = new Map<string, number>();
    const refusedNow = async (): Promise<void> => {
      const verdict = await verify();
      const kind = verdict.ok ? 'ok' : verdict.kind;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    };
    for (let position = 0; position < bytes.length; position += 1) {
      const file = openSync(path, 'r+');
      writeSync(file, Buffer.of((bytes[position] as number) ^ (1 << (position % 8))), 0, 1, position);
      await refusedNow();
      writeSync(file, bytes, position, 1, position);
      closeSync(file);
    }
    expect(readFileSync(path)).toEqual(bytes);
    expect([...kinds.keys()].sort()).toEqual(['file_altered', 'unreadable']);
    expect((kinds.get('file_altered') ?? 0) + (kinds.get('unreadable') ?? 0)).toBe(bytes.length);

    kinds.clear();
    for (let length = bytes.length - 1; length >= 0; length -= length > 200 && length < bytes.length - 900 ? 97 : 1) {
      truncateSync(path, length);
      await refusedNow();
    }
    writeFileSync(path, Buffer.concat([bytes, Buffer.of(0)]));
    await refusedNow();
    writeFileSync(path, Buffer.concat([bytes, bytes]));
    await refusedNow();
    expect([...kinds.keys()]).toEqual(['unreadable']);
    rmSync(path);
    await refusedNow();
    expect([...kinds.keys()]).toEqual(['unreadable']);
  }, 180_000);
});
