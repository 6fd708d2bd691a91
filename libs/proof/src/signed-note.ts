import { verify } from 'node:crypto';
import { decodeBase64 } from './base64.js';
import { Malformed } from './malformed.js';
import { isKeyName, type NoteSigner, type VerifierKey } from './note-key.js';

/** One signature line. `id` is eight hex digits. */
export interface NoteSignature {
  readonly name: string;
  readonly id: string;
  readonly signature: Buffer;
}

/** A note taken apart and trusted by nobody yet: the text must not be used before `openNote` said yes. */
export interface ParsedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export type OpenedNote =
  | {
      readonly ok: true;
      readonly text: string;
      readonly verified: readonly NoteSignature[];
      readonly unverified: readonly NoteSignature[];
    }
  | { readonly ok: false; readonly kind: 'malformed' | 'signature_invalid' | 'unknown_key'; readonly sentence: string };

/** The specification asks for at least 16; a note is small enough for more, but not for any number. */
export const maxSignatures = 100;
const keyIdBytes = 4;

/** C2SP signed-note. More than one signer during a key rotation. Throws Malformed for a text that no note can carry. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.toString('utf8') !== text) throw new Malformed('the text of a note is valid Unicode');
  const lines = signers.map((signer) => {
    const signature = Buffer.concat([Buffer.from(signer.id, 'hex'), signer.sign(bytes)]);
    return `— ${signer.name} ${signature.toString('base64')}\n`;
  });
  const note = `${text}\n${lines.join('')}`;
  // What was written must be read back as it was meant: text without a final newline, control characters, a key twice.
  if (parseNote(note).text !== text) throw new Malformed('the text of a note ends in a newline');
  if (new Set(signers.map(keyOf)).size !== signers.length) throw new Malformed('a key signs a note once');
  return note;
}

/** Throws Malformed. */
export function parseNote(note: Uint8Array | string): ParsedNote {
  const whole = typeof note === 'string' ? note : decodeUtf8(note);
  // eslint-disable-next-line no-control-regex -- the specification forbids exactly these
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole)) throw new Malformed('the note holds a control character');
  const blank = whole.lastIndexOf('\n\n');
  if (blank < 0) throw new Malformed('the note has no blank line between text and signatures');
  const lines = whole.slice(blank + 2).split('\n');
  if (lines.pop() !== '') throw new Malformed('the note does not end in a newline');
  if (lines.length === 0) throw new Malformed('the note has no signature');
  if (lines.length > maxSignatures) throw new Malformed(`the note has more than ${maxSignatures} signatures`);
  return { text: whole.slice(0, blank + 1), signatures: lines.map(parseSignature) };
}

/**
 * Verifies every signature by a known key (name and id). One that fails, or a known key twice, refuses the whole note;
 * signatures by other keys are ignored, as the specification demands. Throws RangeError when two verifiers share name and id.
 */
export function openNote(note: Uint8Array | string, verifiers: readonly VerifierKey[]): OpenedNote {
  const known = new Map(verifiers.map((key) => [keyOf(key), key]));
  if (known.size !== verifiers.length) throw new RangeError('two verifiers share one name and id');
  const parsed = readNote(note);
  if (parsed instanceof Malformed) return { ok: false, kind: 'malformed', sentence: parsed.message };
  const text = Buffer.from(parsed.text, 'utf8');
  const verified = new Map<string, NoteSignature>();
  const unverified: NoteSignature[] = [];
  for (const signature of parsed.signatures) {
    const key = known.get(keyOf(signature));
    if (!key) {
      unverified.push(signature);
    } else if (verified.has(keyOf(key))) {
      return { ok: false, kind: 'malformed', sentence: `the key ${keyOf(key)} signed twice` };
    } else if (!verify(null, text, key.publicKey, signature.signature)) {
      const sentence = `the signature by ${keyOf(key)} does not belong to this text`;
      return { ok: false, kind: 'signature_invalid', sentence };
    } else {
      verified.set(keyOf(key), signature);
    }
  }
  if (verified.size === 0) return { ok: false, kind: 'unknown_key', sentence: 'no known key signed this note' };
  return { ok: true, text: parsed.text, verified: [...verified.values()], unverified };
}

function readNote(note: Uint8Array | string): ParsedNote | Malformed {
  try {
    return parseNote(note);
  } catch (error) {
    if (error instanceof Malformed) return error;
    throw error;
  }
}

function parseSignature(line: string): NoteSignature {
  const [dash, name, encoded, ...rest] = line.split(' ');
  if (dash !== '—' || name === undefined || encoded === undefined || rest.length > 0 || !isKeyName(name)) {
    throw new Malformed('a signature line reads "— name base64"');
  }
  const bytes = decodeBase64(encoded, 'a signature');
  if (bytes.length <= keyIdBytes) throw new Malformed('a signature is longer than its key id');
  return { name, id: bytes.toString('hex', 0, keyIdBytes), signature: bytes.subarray(keyIdBytes) };
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    // ignoreBOM keeps a byte order mark in the text; otherwise two different notes would have one text.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Malformed('the note is not valid UTF-8');
  }
}

const keyOf = ({ name, id }: { name: string; id: string }): string => `${name}+${id}`;
