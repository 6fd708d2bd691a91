import { decodeBase64 } from './base64.js';
import { Malformed } from './malformed.js';
import { hashBytes } from './tree-hash.js';

/** A tree head: C2SP tlog-checkpoint. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** Lines after the third; opaque, and not covered by any proof. Ours has none. */
  readonly extensions?: readonly string[];
}

/** The name of an organization's ledger, and of the keys that sign it. */
export const ledgerOrigin = (organizationId: string): string => `claimdesk/${organizationId}`;

/** The text that is signed as a note. Throws Malformed for what would not be read back the same. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  const text = [origin, String(size), root.toString('base64'), ...extensions].map((line) => `${line}\n`).join('');
  const back = parseCheckpoint(text);
  if (back.origin !== origin || back.extensions?.length !== extensions.length) {
    throw new Malformed('no line of a checkpoint holds a newline');
  }
  return text;
}

/** Throws Malformed: sizes up to 2^53 - 1 without leading zeros, a canonical root of 32 bytes, no empty line. */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Malformed('the checkpoint does not end in a newline');
  const [origin, decimal, encoded, ...extensions] = lines;
  if (origin === undefined || decimal === undefined || encoded === undefined) {
    throw new Malformed('a checkpoint has at least three lines: origin, size, root');
  }
  if (lines.includes('')) throw new Malformed('the checkpoint has an empty line');
  const size = Number(decimal);
  if (!/^(0|[1-9][0-9]*)$/.test(decimal) || !Number.isSafeInteger(size)) {
    throw new Malformed('the second line of the checkpoint is not a tree size');
  }
  const root = decodeBase64(encoded, 'the root of the checkpoint');
  if (root.length !== hashBytes) throw new Malformed(`the root of the checkpoint is not ${hashBytes} bytes`);
  return { origin, size, root, extensions };
}
