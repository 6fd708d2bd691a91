import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { bundleFiles, makeManifest, manifestBytes, type ManifestFile } from './bundle.js';
import { parseCheckpoint } from './checkpoint.js';
import { emptyFrontier, type Frontier } from './compact-range.js';
import { chunksOf, writeContainer, type ContainerFile, type Content } from './container.js';
import { parseNote } from './signed-note.js';

export interface BundleContent {
  readonly organization: string;
  /** The signed note. */
  readonly checkpoint: string;
  /** Where the entries begin, if not at index 0, and the frontier of the tree before them. */
  readonly after?: Frontier;
  /** One canonical event a line, in index order; or what `formatWithheld` gives in its place. */
  readonly entries: Content;
  /** One disclosure a line, in the order of the events, then by path; or nothing. */
  readonly personal: Content | null;
  /** The text of the key that signed the checkpoint. */
  readonly vkey: string;
  readonly readme: string;
  /** Names begin with `views/`; the order does not matter. */
  readonly views: readonly ContainerFile[];
}

/** Writes the audit bundle and ends `out`. Contents that are files are read three times: digest, CRC, bytes. */
export async function writeBundle(out: Writable, content: BundleContent): Promise<void> {
  const files = filesOf(content);
  const listed: ManifestFile[] = [];
  for (const file of files) listed.push(await listing(file));
  const { origin, size } = parseCheckpoint(parseNote(content.checkpoint).text);
  const { size: from, hashes } = content.after ?? emptyFrontier;
  const prefix = hashes.map((hash) => hash.toString('base64'));
  const manifest = makeManifest({ organization: content.organization, origin, size, from, prefix }, listed);
  await writeContainer(out, [{ name: bundleFiles.manifest, content: manifestBytes(manifest) }, ...files]);
}

function filesOf({ checkpoint, entries, personal, vkey, readme, views }: BundleContent): ContainerFile[] {
  return [
    { name: bundleFiles.checkpoint, content: Buffer.from(checkpoint) },
    { name: bundleFiles.entries, content: entries },
    ...(personal === null ? [] : [{ name: bundleFiles.personal, content: personal }]),
    { name: bundleFiles.key, content: Buffer.from(`${vkey}\n`) },
    { name: bundleFiles.readme, content: Buffer.from(readme) },
    ...[...views].sort((a, b) => (a.name < b.name ? -1 : 1)),
  ];
}

async function listing({ name, content }: ContainerFile): Promise<ManifestFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunksOf(content)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { name, sha256: hash.digest('hex'), bytes };
}
