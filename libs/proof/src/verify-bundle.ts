import { createHash } from 'node:crypto';
import { bundleFiles, bundleLimits, parseManifest, type Manifest, type ManifestFile } from './bundle.js';
import { ledgerOrigin, type Checkpoint } from './checkpoint.js';
import type { ContainerEntry } from './container-headers.js';
import { openContainer, type Container } from './container.js';
import { Malformed } from './malformed.js';
import { parsePins, type VerifierKey } from './note-key.js';
import { verifyEntries } from './verify-entries.js';
import { readOlderCheckpoint, verifyOlderSignature, verifySignature } from './verify-signature.js';
import { verifyViews } from './views/verify-views.js';
import { refused, type ProvenBundle, type RefusedBundle } from './verdict-of-bundle.js';

export interface VerifyOptions {
  /** Verifier keys that the reader got by another way than the bundle. */
  readonly pinned: readonly string[];
  /** A signed checkpoint kept from earlier, which must be a beginning of this ledger. */
  readonly since?: Uint8Array | string;
}

/**
 * Whether the bundle at `path` is a whole ledger signed by a pinned key. Offline, in flat memory; reads the file twice, and the entries
 * once more where there are views of them.
 * Every fault of the bundle is an answer; throws Malformed only for a pin or an older checkpoint that cannot be read.
 * Views of events are made anew from the entries and compared. Not covered by the signature, and so true only in the sense of
 * "as it was packed": README.txt, other views, the manifest.
 */
export async function verifyBundle(
  path: string,
  options: VerifyOptions,
  onProgress?: (done: number, of: number) => void,
): Promise<ProvenBundle | RefusedBundle> {
  const pins = parsePins(options.pinned);
  const since = options.since === undefined ? undefined : readOlderCheckpoint(options.since);
  let container: Container;
  try {
    container = await openContainer(path);
  } catch (error) {
    return refused('unreadable', `The file is not an audit bundle that can be read: ${reason(error)}.`);
  }
  try {
    const manifest = await verifyFiles(container);
    if ('ok' in manifest) return manifest;
    return await verifyLedger(container, manifest, { pins, since, onProgress });
  } catch (error) {
    // Reading failed under us; a fault of our own is not an answer about the bundle.
    if (!(error instanceof Malformed) && !(error instanceof Error && 'syscall' in error)) throw error;
    return refused('unreadable', `The file could not be read to its end: ${reason(error)}.`);
  } finally {
    await container.close();
  }
}

/** The first walk: exactly the files of the manifest, in its order, each with the digest it lists. */
async function verifyFiles(container: Container): Promise<Manifest | RefusedBundle> {
  const [first, ...others] = container.entries;
  const where = bundleFiles.manifest;
  if (first?.name !== where) return refused('manifest', 'The first file of the bundle is not manifest.json.');
  if (first.size > bundleLimits.manifest) return refused('manifest', 'The manifest is too large.', where);
  const bytes = await readWhole(container, first);
  if (!bytes) return refused('file_altered', 'manifest.json was altered.', where);
  let manifest: Manifest;
  try {
    manifest = parseManifest(bytes);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return refused('manifest', `The manifest cannot be accepted: ${error.message}.`, where);
  }
  const missing = manifest.files.find((file, i) => others[i]?.name !== file.name);
  if (missing)
    return refused('manifest', `The manifest lists ${missing.name}, the bundle does not hold it there.`, where);
  const extra = others[manifest.files.length];
  if (extra) return refused('manifest', `The bundle holds ${extra.name}, which the manifest does not list.`, where);
  for (const [i, file] of manifest.files.entries()) {
    if (!(await isAsListed(container, others[i] as ContainerEntry, file))) {
      return refused('file_altered', `${file.name} is not what the manifest lists.`, file.name);
    }
  }
  return manifest;
}

interface LedgerQuestion {
  readonly pins: readonly VerifierKey[];
  readonly since: { readonly note: Uint8Array | string; readonly checkpoint: Checkpoint } | undefined;
  readonly onProgress: ((done: number, of: number) => void) | undefined;
}

/** The second walk: the signature, then the entries that it signs and what is disclosed of them. */
async function verifyLedger(
  container: Container,
  manifest: Manifest,
  { pins, since, onProgress }: LedgerQuestion,
): Promise<ProvenBundle | RefusedBundle> {
  const entryOf = (name: string): ContainerEntry | undefined => container.entries.find((entry) => entry.name === name);
  const small = async (name: string, limit: number): Promise<Buffer> => {
    const entry = entryOf(name);
    return (entry && entry.size <= limit && (await readWhole(container, entry))) || Buffer.alloc(0);
  };
  const origin = ledgerOrigin(manifest.organization);
  const note = await small(bundleFiles.checkpoint, bundleLimits.checkpoint);
  const signed = verifySignature(note, origin, await small(bundleFiles.key, bundleLimits.key), pins);
  if ('ok' in signed) return signed;
  const { checkpoint, keyName, trust } = signed;
  if (manifest.origin !== origin || manifest.size !== checkpoint.size) {
    const sentence = 'The manifest names another origin or size than the checkpoint.';
    return refused('manifest', sentence, bundleFiles.manifest);
  }
  const older = since && verifyOlderSignature(since.note, origin, pins.length > 0 ? pins : [signed.ownKey]);
  if (older) return older;

  const personal = entryOf(bundleFiles.personal);
  const contents = () => ({
    entries: container.read(entryOf(bundleFiles.entries) as ContainerEntry),
    personal: personal && container.read(personal),
  });
  const walked = await verifyEntries({
    organization: manifest.organization,
    checkpoint,
    after: { size: manifest.from, hashes: manifest.prefix.map((hash) => Buffer.from(hash, 'base64')) },
    since: since?.checkpoint,
    ...contents(),
    onProgress,
  });
  if ('ok' in walked) return walked;
  if (trust) return trust;
  const { size, root } = checkpoint;
  const { from } = manifest;
  const compared = await verifyViews({ ...manifest, ...contents() }, manifest.files);
  if ('ok' in compared) return compared;
  return { ok: true, size, root, origin, keyName, from, entries: size - from, ...walked, ...compared };
}

async function isAsListed(container: Container, entry: ContainerEntry, listed: ManifestFile): Promise<boolean> {
  const hash = createHash('sha256');
  const whole = await readThrough(container, entry, (chunk) => hash.update(chunk));
  return whole && entry.size === listed.bytes && hash.digest('hex') === listed.sha256;
}

async function readWhole(container: Container, entry: ContainerEntry): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  return (await readThrough(container, entry, (chunk) => chunks.push(chunk))) ? Buffer.concat(chunks) : undefined;
}

/** False when the bytes do not have the CRC of their header. */
async function readThrough(
  container: Container,
  entry: ContainerEntry,
  use: (chunk: Buffer) => void,
): Promise<boolean> {
  try {
    for await (const chunk of container.read(entry)) use(chunk);
    return true;
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
