import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalBytes, sha256Hex } from '#libs/kernel';
import { makeManifest, manifestBytes } from './bundle.js';
import { formatCheckpoint, ledgerOrigin } from './checkpoint.js';
import { appendLeaves, emptyFrontier, frontierRoot } from './compact-range.js';
import { writeContainer, type ContainerFile } from './container.js';
import { Malformed } from './malformed.js';
import { noteSigner } from './note-key.js';
import { signNote } from './signed-note.js';
import { leafHash } from './tree-hash.js';
import { verifyBundle } from './verify-bundle.js';

const organization = '0190a000-0000-7000-8000-000000000001';
const origin = ledgerOrigin(organization);
const signer = noteSigner(origin, Buffer.alloc(32, 1));
const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
const path = join(folder, 'ledger.zip');
afterAll(() => rmSync(folder, { recursive: true }));

const entries = [1, 2].map((i) => canonicalBytes({ id: `event-${i}`, organization }));
const root = frontierRoot(appendLeaves(emptyFrontier, entries.map(leafHash)).frontier);
const checkpoint = signNote(formatCheckpoint({ origin, size: 2, root }), [signer]);
const verify = (): ReturnType<typeof verifyBundle> => verifyBundle(path, { pinned: [signer.vkey] });

describe('the manifest', () => {
  const listed = (name: string, content: string | Buffer): ContainerFile => ({ name, content: Buffer.from(content) });
  const good = [
    listed('checkpoint', checkpoint),
    listed('entries.ndjson', entries.map((entry) => `${entry.toString()}\n`).join('')),
    listed('key.vkey', `${signer.vkey}\n`),
    listed('README.txt', ''),
  ];
  const manifestOf = (files: readonly ContainerFile[], head = { organization, origin, size: 2 }): Buffer =>
    manifestBytes(
      makeManifest(
        head,
        files.map(({ name, content }) => {
          const bytes = content as Buffer;
          return { name, sha256: sha256Hex(bytes), bytes: bytes.length };
        }),
      ),
    );
  const packed = async (manifest: string | Buffer, files: readonly ContainerFile[]): Promise<void> =>
    writeContainer(createWriteStream(path), [listed('manifest.json', manifest), ...files]);

  it('is accepted as it should be', async () => {
    await packed(manifestOf(good), good);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it.each<[string, string | Buffer, ContainerFile[]]>([
    ['a file is missing', manifestOf(good), good.slice(0, -1)],
    ['a file is too many', manifestOf(good), [...good, listed('views/a', '')]],
    ['files stand in another order', manifestOf(good), [...good].reverse()],
    ['it claims another size', manifestOf(good, { organization, origin, size: 3 }), good],
    ['it claims another origin', manifestOf(good, { organization, origin: 'x', size: 2 }), good],
    ['it is not canonical', ` ${manifestOf(good).toString()}`, good],
    ['it has another format', manifestOf(good).toString().replace('bundle/1', 'bundle/2'), good],
    [
      'its digests contradict each other',
      manifestOf(good)
        .toString()
        .replace(/("checkpointSha256":")./, '$1g'),
      good,
    ],
    ['it has one member more', manifestOf(good).toString().replace('{', '{"a":1,'), good],
    ['a length is not a number', manifestOf(good).toString().replace('"bytes":0', '"bytes":"0"'), good],
    [
      'a digest is in upper case',
      manifestOf(good)
        .toString()
        .replace(/"sha256":"[^"]*"/, (d) => d.toUpperCase()),
      good,
    ],
    ['its list is not one', '{"files":1,"organization":"a","origin":"a","size":1}', good],
    ['it is empty', '', good],
  ])('is refused when %s', async (_, manifest, files) => {
    await packed(manifest, files);
    expect(await verify()).toMatchObject({ ok: false, kind: 'manifest' });
  });

  it('is refused when it does not come first', async () => {
    await writeContainer(createWriteStream(path), good);
    expect(await verify()).toMatchObject({ kind: 'manifest' });
  });

  it('names the file that is not as listed', async () => {
    const withReadme = (text: string): ContainerFile[] => [...good.slice(0, 3), listed('README.txt', text)];
    await packed(manifestOf(withReadme('x')), withReadme('y'));
    expect(await verify()).toMatchObject({ kind: 'file_altered', where: 'README.txt' });
    await packed(manifestOf(good).toString().replace('"bytes":0', '"bytes":1'), good);
    expect(await verify()).toMatchObject({ kind: 'file_altered', where: 'README.txt' });
  });

  it('does not save a key file with anything after the key but a newline', async () => {
    const files = [...good.slice(0, 2), listed('key.vkey', `${signer.vkey} `), ...good.slice(3)];
    await packed(manifestOf(files), files);
    expect(await verify()).toMatchObject({ kind: 'manifest', where: 'key.vkey' });
  });

  it('cannot be made for files that are not a bundle', () => {
    for (const files of [
      [],
      good.slice(1),
      [...good, listed('b', '')],
      [...good, listed('views/b', ''), listed('views/a', '')],
      [...good, listed('views/a', ''), listed('views/a', '')],
    ]) {
      expect(() => manifestOf(files)).toThrow(Malformed);
    }
  });

  it('does not save a checkpoint that cannot be read', async () => {
    const files = [listed('checkpoint', 'x'), ...good.slice(1)];
    await packed(manifestOf(files), files);
    expect(await verify()).toMatchObject({ kind: 'checkpoint_malformed' });
  });
});
