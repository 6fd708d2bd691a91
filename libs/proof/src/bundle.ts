import { canonicalBytes, type Json } from '#libs/kernel';
import { assertMembers, isObject, parseCanonicalObject } from './canonical-object.js';
import { decodeBase64 } from './base64.js';
import { Malformed } from './malformed.js';
import { isCount, onesIn } from './tree-arithmetic.js';
import { isHash } from './tree-hash.js';

export const bundleFormat = 'claimdesk-bundle/1';

/** The files of an audit bundle. `personal` is there only when something is disclosed; views are derived, and nobody signs them. */
export const bundleFiles = {
  manifest: 'manifest.json',
  checkpoint: 'checkpoint',
  entries: 'entries.ndjson',
  personal: 'personal.ndjson',
  key: 'key.vkey',
  readme: 'README.txt',
  views: 'views/',
} as const;

/** Upper bounds of what a verifier keeps in memory, in bytes. An event is refused over 60,000 when it is recorded. */
export const bundleLimits = {
  manifest: 16 << 20,
  checkpoint: 1 << 20,
  key: 4096,
  entry: 65_535,
  disclosure: 1 << 20,
} as const;

export interface ManifestFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Lists every other file, in the order of the container. Nobody signs it: it makes the bundle whole, not true. */
export interface Manifest {
  readonly format: typeof bundleFormat;
  readonly organization: string;
  readonly origin: string;
  readonly size: number;
  /** The index of the first entry in it: more than 0 where it begins at a later one. */
  readonly from: number;
  /** The roots of the perfect subtrees before `from`, largest first, in base64: the entries grow on from them. */
  readonly prefix: readonly string[];
  readonly checkpointSha256: string;
  readonly entriesSha256: string;
  readonly personalSha256: string | null;
  readonly files: readonly ManifestFile[];
}

export type BundleHead = Pick<Manifest, 'organization' | 'origin' | 'size'> &
  Partial<Pick<Manifest, 'from' | 'prefix'>>;

/** Throws Malformed when the files are not a bundle's: one missing, one too many, or in another order. */
export function makeManifest(head: BundleHead, files: readonly ManifestFile[]): Manifest {
  const { organization, origin, size, from = 0, prefix = [] } = head;
  assertBeginning(from, size, prefix);
  assertOrder(files.map((file) => file.name));
  const digestOf = (name: string): string | null => files.find((file) => file.name === name)?.sha256 ?? null;
  return {
    format: bundleFormat,
    organization,
    origin,
    size,
    from,
    prefix,
    checkpointSha256: digestOf(bundleFiles.checkpoint) ?? '',
    entriesSha256: digestOf(bundleFiles.entries) ?? '',
    personalSha256: digestOf(bundleFiles.personal),
    files,
  };
}

export const manifestBytes = (manifest: Manifest): Buffer => canonicalBytes(manifest as unknown as Json);

/** Throws Malformed unless the bytes are exactly those of the manifest that `makeManifest` gives for the same files. */
export function parseManifest(bytes: Buffer): Manifest {
  const { organization, origin, size, from, prefix, files } = parseCanonicalObject(bytes);
  if (typeof organization !== 'string' || typeof origin !== 'string' || typeof size !== 'number' || !isCount(size)) {
    throw new Malformed('it does not name an organization, an origin and a size');
  }
  if (typeof from !== 'number' || !Array.isArray(prefix) || !prefix.every((hash) => typeof hash === 'string')) {
    throw new Malformed('it does not say where its entries begin');
  }
  if (!Array.isArray(files)) throw new Malformed('it has no list of files');
  const manifest = makeManifest(
    { organization, origin, size, from, prefix: prefix },
    (files as readonly Json[]).map(parseFile),
  );
  if (!manifestBytes(manifest).equals(bytes)) {
    throw new Malformed(`it is not a ${bundleFormat} manifest, or its digests contradict its list of files`);
  }
  return manifest;
}

function parseFile(file: Json): ManifestFile {
  if (!isObject(file)) throw new Malformed('its list of files holds something else');
  assertMembers(file, ['name', 'sha256', 'bytes']);
  const { name, sha256, bytes } = file;
  if (typeof name !== 'string' || typeof sha256 !== 'string' || typeof bytes !== 'number' || !isCount(bytes)) {
    throw new Malformed('a file in its list has no name, digest or length');
  }
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Malformed(`the digest of ${name} is not a SHA-256`);
  return { name, sha256, bytes };
}

/** Throws Malformed unless a tree of `size` can grow on from these hashes. */
function assertBeginning(from: number, size: number, prefix: readonly string[]): void {
  if (!isCount(from) || from > size) throw new Malformed('its entries begin beyond the end of the ledger');
  if (prefix.length !== onesIn(from)) throw new Malformed('its prefix does not belong to where its entries begin');
  if (!prefix.every((hash) => isHash(decodeBase64(hash, 'a hash of the prefix')))) {
    throw new Malformed('a hash of its prefix is not 32 bytes');
  }
}

// One order, so that one content has one bundle.
function assertOrder(names: readonly string[]): void {
  const { checkpoint, entries, personal, key, readme, views } = bundleFiles;
  const fixed = names.includes(personal)
    ? [checkpoint, entries, personal, key, readme]
    : [checkpoint, entries, key, readme];
  const derived = names.slice(fixed.length);
  if (fixed.some((name, i) => names[i] !== name))
    throw new Malformed(`its files do not begin with ${fixed.join(', ')}`);
  derived.forEach((name, i) => {
    if (!name.startsWith(views)) throw new Malformed(`${name} does not belong into a bundle`);
    if (i > 0 && name <= (derived[i - 1] as string)) throw new Malformed(`${name} is out of order`);
  });
}
