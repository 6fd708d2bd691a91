import { isUtf8 } from 'node:buffer';
import { type Refusal, Refused, refusal, sha256Hex } from '#libs/kernel';
import { codePointLength } from './code-points.js';

// What neither JSON canonicalisation nor PostgreSQL can hold: U+0000, and surrogates without a partner (`\p{Cs}` under u).
const unstorable = /[\0\p{Cs}]/u;
// Unicode's Stream-Safe Text Format (UAX #15) allows 30 marks on a letter; NFC takes the square of a longer row in time.
const unsafeRow = /\p{M}{31}/u;

/**
 * The one form in which texts are stored, hashed and counted: UTF-8 decoded strictly, one leading byte order mark
 * removed, CRLF and CR become LF, Unicode NFC; nothing else, no trimming. Throws Refused `text.invalid` for bytes that
 * are not UTF-8, for U+0000 and for lone surrogates; positions in the refusal count the input as it came, from 0.
 */
export function normalizeText(input: string | Uint8Array): string {
  const text = typeof input === 'string' ? input : decodeUtf8(input);
  return normalizeFragment(text.startsWith('\ufeff') ? text.slice(1) : text);
}

/** The same for a piece from the middle of a text, where U+FEFF is an ordinary character and stays. */
export function normalizeFragment(text: string): string {
  demandStorable(text);
  return text.replace(/\r\n?/g, '\n').normalize('NFC');
}

/** SHA-256, lower-case hex, over the UTF-8 bytes of a text in its normal form. */
export const textDigest = (text: string): string => sha256Hex(text);

/** The refusals of `normalizeText` for an ordinary string: a title, a name, a comment. Changes nothing. */
export function assertStorable(text: string, field: string): void {
  demandStorable(text, field);
}

function demandStorable(text: string, field?: string): void {
  const row = text.search(unsafeRow);
  if (row >= 0) {
    const position = codePointLength(text.slice(0, row));
    const problem = `puts more than 30 marks on one letter at code point ${position}. Remove them and send it again.`;
    throw new Refused(invalid(problem, { position }, field));
  }
  const index = text.search(unstorable);
  if (index < 0) return;
  const position = codePointLength(text.slice(0, index));
  const what = text.charCodeAt(index) === 0 ? 'U+0000' : 'a surrogate without its partner';
  throw new Refused(
    invalid(`contains ${what} at code point ${position}. Remove it and send it again.`, { position }, field),
  );
}

function decodeUtf8(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return decodeLeniently(bytes);
  const { byte, position } = firstInvalidByte(bytes);
  const problem = `is not UTF-8: byte ${byte} (after ${position} code points) does not fit. Save it as UTF-8 and send it again.`;
  throw new Refused(invalid(problem, { byte, position }));
}

// The byte order mark stays: what happens to it is said in one place above.
const decodeLeniently = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

// Decoding leniently and encoding again changes the bytes first where they were wrong; that place, moved to the start
// of the replacement character, is the first byte that does not fit.
function firstInvalidByte(bytes: Uint8Array): { byte: number; position: number } {
  const lenient = Buffer.from(decodeLeniently(bytes), 'utf8');
  let byte = 0;
  while (byte < lenient.length && lenient[byte] === bytes[byte]) byte++;
  while (byte > 0 && ((lenient[byte] ?? 0) & 0xc0) === 0x80) byte--;
  return { byte, position: codePointLength(lenient.subarray(0, byte).toString('utf8')) };
}

function invalid(problem: string, facts: Readonly<Record<string, number>>, field?: string): Refusal {
  const subject = field === undefined ? 'The text' : `"${field}"`;
  const errors = field === undefined ? {} : { errors: [{ field, message: problem }] };
  return refusal('text.invalid', `${subject} ${problem}`, { ...errors, facts });
}
