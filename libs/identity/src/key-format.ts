import { createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { decodeBase62, encodeBase62, randomBase62, sha256 } from '#libs/kernel';

/**
 * `cd_` + organization (22 base62 characters) + `_` + secret (32, that is 190 bits) + checksum (6). The organization in
 * the key is where it is looked up: no query crosses organizations. The checksum lets scanners and people spot a typo.
 */
const organizationWidth = 22;
const secretWidth = 32;
const checksumWidth = 6;

/** `key` opens the API, `invitation` is exchanged for a key once. */
export type KeyKind = 'key' | 'invitation';
const prefixes: Record<KeyKind, string> = { key: 'cd', invitation: 'cdi' };

export interface PresentedKey {
  readonly organization: string;
  /** SHA-256 of the whole key: all that is stored. Enough for a random secret of 190 bits. */
  readonly hash: Buffer;
}

export function makeKey(organization: string, kind: KeyKind = 'key'): string {
  const place = encodeBase62(Buffer.from(organization.replaceAll('-', ''), 'hex'), organizationWidth);
  const body = `${prefixes[kind]}_${place}_${randomBase62(secretWidth)}`;
  return body + checksum(body);
}

/** What a key says of itself, or nothing when it cannot be one of ours. */
export function parseKey(text: string, kind: KeyKind = 'key'): PresentedKey | undefined {
  const [prefix, place, secret] = text.split('_');
  if (
    prefix !== prefixes[kind] ||
    place?.length !== organizationWidth ||
    secret?.length !== secretWidth + checksumWidth
  ) {
    return undefined;
  }
  const body = text.slice(0, -checksumWidth);
  const bytes = decodeBase62(place, 16);
  if (!bytes || checksum(body) !== text.slice(-checksumWidth)) return undefined;
  return {
    organization: bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    hash: sha256(text),
  };
}

/** Seals what only the holder of this key may read again. */
export const sealOf = (key: string): Buffer =>
  createHmac('sha256', key).update('claimdesk: answers of this key').digest();

function checksum(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return encodeBase62(bytes, checksumWidth);
}
