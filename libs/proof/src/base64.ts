import { Malformed } from './malformed.js';

/**
 * RFC 4648 §4, and only the one spelling that encoding gives back. Node's decoder also takes the URL alphabet,
 * missing padding and non-zero spare bits, so that several texts would stand for the same bytes.
 */
export function decodeBase64(text: string, what: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new Malformed(`${what} is not canonical base64`);
  return bytes;
}
