import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import { decodeBase64 } from './base64.js';
import { Malformed } from './malformed.js';

/** A key that verifies notes: C2SP signed-note, Ed25519. `id` is eight lower-case hex digits. */
export interface VerifierKey {
  readonly name: string;
  readonly id: string;
  readonly publicKey: KeyObject;
}

export interface NoteSigner {
  readonly name: string;
  readonly id: string;
  /** The verifier key's text, to be published and pinned. */
  readonly vkey: string;
  sign(text: Uint8Array): Buffer;
}

const seedBytes = 32;
const ed25519Type = 0x01;
const publicKeyBytes = 32;
// DER before the raw key: RFC 8410 §4 (SubjectPublicKeyInfo) and §7 (PKCS #8).
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A fresh Ed25519 private key as its RFC 8032 seed. */
export const newSeed = (): Buffer => randomBytes(seedBytes);

/** Throws Malformed for a name that no note can carry, RangeError for a seed that is not 32 bytes. */
export function noteSigner(name: string, seed: Uint8Array): NoteSigner {
  if (!isKeyName(name)) throw new Malformed(`"${name}" is not a key name`);
  if (seed.length !== seedBytes) throw new RangeError(`an Ed25519 seed is ${seedBytes} bytes`);
  const der = Buffer.concat([pkcs8Prefix, seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const publicKey = spki.subarray(spkiPrefix.length);
  return {
    name,
    id: keyId(name, publicKey),
    vkey: formatVerifierKey(name, publicKey),
    sign: (text) => sign(null, text, privateKey),
  };
}

/** `name+id+base64(0x01 ‖ public key)`. */
export function formatVerifierKey(name: string, publicKey: Uint8Array): string {
  const typed = Buffer.concat([Buffer.of(ed25519Type), publicKey]);
  return `${name}+${keyId(name, publicKey)}+${typed.toString('base64')}`;
}

/** Throws Malformed unless the text is exactly what `formatVerifierKey` gives for the key inside. */
export function parseVerifierKey(vkey: string): VerifierKey {
  // Base64 may hold a plus itself, so only the first two separate.
  const parts = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(vkey);
  if (!parts) throw new Malformed('a verifier key reads name+id+base64');
  const [, name = '', id = '', encoded = ''] = parts;
  if (!isKeyName(name)) throw new Malformed('the verifier key has no valid name');
  const typed = decodeBase64(encoded, 'the verifier key');
  if (typed[0] !== ed25519Type || typed.length !== 1 + publicKeyBytes) {
    throw new Malformed('the verifier key is not an Ed25519 key of 32 bytes');
  }
  const raw = typed.subarray(1);
  if (id !== keyId(name, raw)) throw new Malformed('the id of the verifier key does not belong to its name and bytes');
  const publicKey = createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' });
  return { name, id, publicKey };
}

/** Verifier keys out of their texts, each once. Throws Malformed, also for two keys that share name and id. */
export function parsePins(vkeys: readonly string[]): VerifierKey[] {
  const keys = [...new Set(vkeys)].map(parseVerifierKey);
  if (new Set(keys.map(({ name, id }) => `${name}+${id}`)).size !== keys.length) {
    throw new Malformed('two verifier keys share one name and id');
  }
  return keys;
}

/** Not empty, no white space (Unicode's White_Space), no plus, no control character, no lone surrogate. */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}+\p{Cs}\p{Cc}]+$/u.test(name);
}

function keyId(name: string, publicKey: Uint8Array): string {
  const hash = createHash('sha256').update(name, 'utf8').update(Buffer.of(0x0a, ed25519Type)).update(publicKey);
  return hash.digest('hex').slice(0, 8);
}
