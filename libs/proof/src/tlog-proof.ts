import { decodeBase64 } from './base64.js';
import { Malformed } from './malformed.js';
import { isCount } from './tree-arithmetic.js';
import { isHash } from './tree-hash.js';

/** One entry's place in a signed tree, for a reader who has the entry: C2SP tlog-proof. */
export interface TlogProof {
  readonly index: number;
  /** Siblings from the leaf upward. */
  readonly proof: readonly Buffer[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
}

const firstLine = 'c2sp.org/tlog-proof@v1';
// A tree of 2^53 leaves has no longer path.
const longestPath = 53;

export function formatTlogProof({ index, proof, checkpoint }: TlogProof): string {
  const hashes = proof.map((hash) => `${hash.toString('base64')}\n`).join('');
  return `${firstLine}\nindex ${index}\n${hashes}\n${checkpoint}`;
}

/** Throws Malformed unless the text is what `formatTlogProof` gives. Extra data is refused: nothing vouches for it. */
export function parseTlogProof(text: string): TlogProof {
  const end = text.indexOf('\n\n');
  if (end < 0) throw new Malformed('it has no empty line before a checkpoint');
  const [first, indexLine = '', ...hashes] = text.slice(0, end).split('\n');
  if (first !== firstLine) throw new Malformed(`its first line is not ${firstLine}`);
  if (indexLine.startsWith('extra ')) throw new Malformed('it carries extra data, which nothing vouches for');
  const decimal = /^index (0|[1-9][0-9]*)$/.exec(indexLine)?.[1];
  const index = Number(decimal);
  if (decimal === undefined || !isCount(index)) throw new Malformed('its second line is not the index of an entry');
  if (hashes.length > longestPath) throw new Malformed(`it has more than ${longestPath} hashes`);
  const proof = hashes.map((hash) => decodeBase64(hash, 'a hash of the proof'));
  if (!proof.every(isHash)) throw new Malformed('a hash of the proof is not 32 bytes');
  return { index, proof, checkpoint: text.slice(end + 2) };
}
