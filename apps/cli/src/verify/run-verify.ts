import { openSync, closeSync, readFileSync, readSync } from 'node:fs';
import {
  exitCodes,
  parseVerifierKey,
  type ProvenBundle,
  type ProvenEvent,
  type RefusedBundle,
  verifyBundle,
  verifyEvent,
} from '#libs/proof';

export interface VerifyInput {
  /** A bundle (ZIP), or a tlog-proof. */
  readonly file: string;
  readonly key: readonly string[];
  /** A file of verifier keys, one a line. */
  readonly keys?: string | undefined;
  /** A file with an older checkpoint. */
  readonly since?: string | undefined;
  /** A file with the exact bytes of one event; `file` is then its proof. */
  readonly event?: string | undefined;
  readonly json?: boolean | undefined;
}

export interface Said {
  readonly text: string;
  /** 0 only when everything holds. */
  readonly code: number;
}

/** What is wrong with how it was called: exit code 2. */
export class WrongUsage extends Error {}

type Verdict = ProvenBundle | ProvenEvent | RefusedBundle;

/** Throws WrongUsage for what is no verifier key, and says what one looks like and who has it. */
export function demandKey(text: string): void {
  try {
    parseVerifierKey(text);
  } catch {
    throw new WrongUsage(
      `"${text.slice(0, 100)}" is no verifier key. One looks like claimdesk/0197c0de-…+1f2e3d4c+AbCd… and is shown by the newsroom at /.well-known/claimdesk/{its short name}, or by GET /v1/ledger/keys.`,
    );
  }
}

/** Checks a bundle, or one event with its proof; offline, with nothing but Node. */
export async function runVerify(input: VerifyInput, progress?: (done: number, of: number) => void): Promise<Said> {
  const pinned = [...input.key, ...(input.keys ? keysIn(input.keys) : [])];
  for (const key of pinned) demandKey(key);
  const verdict = await judge(input, pinned, progress);
  const text = input.json ? JSON.stringify(verdict, bytesAsHex) : inWords(verdict);
  return { text: `${text}\n`, code: verdict.ok ? 0 : exitCodes[verdict.kind] };
}

async function judge(
  input: VerifyInput,
  pinned: string[],
  progress?: (done: number, of: number) => void,
): Promise<Verdict> {
  if (isProof(input.file) !== (input.event !== undefined)) {
    throw new WrongUsage('A tlog-proof is checked together with its event: verify FILE.tlog-proof --event EVENT.');
  }
  if (input.event !== undefined) {
    if (input.since) throw new WrongUsage('--since is for bundles. One event says nothing of what came before it.');
    return verifyEvent(withoutNewline(readFileSync(input.event)), readFileSync(input.file, 'utf8'), pinned);
  }
  return verifyBundle(input.file, { pinned, ...(input.since ? { since: readFileSync(input.since) } : {}) }, progress);
}

function inWords(verdict: Verdict): string {
  if (!verdict.ok) return `Refused. ${verdict.sentence}${verdict.where ? ` (${verdict.where})` : ''}`;
  const proven =
    'entries' in verdict
      ? `Proven. ${verdict.entries} entries${beginning(verdict)}, unaltered since the checkpoint of size ${verdict.size}.${closed(verdict)}`
      : `Proven. This event is entry ${verdict.index} of the ledger, unaltered since the checkpoint of size ${verdict.size}.`;
  return `${proven}${'views' in verdict ? viewed(verdict) : ''}\nSigned by ${verdict.origin}. Not proven: that the entries are true, or that everything was entered.`;
}

const beginning = ({ from }: ProvenBundle): string => (from > 0 ? ` from index ${from} on` : '');

function closed({ withheld }: ProvenBundle): string {
  const reasons = Object.entries(withheld).map(([reason, count]) => `${count} ${reason.replaceAll('_', ' ')}`);
  return reasons.length > 0 ? `\nWithheld, and there in their places: ${reasons.join(', ')}.` : '';
}

function viewed({ views: { derived, notCompared } }: ProvenBundle): string {
  const compared = derived > 0 ? '\nThe views of events (CSV, HTML) say exactly what the entries say.' : '';
  return `${compared}${notCompared.length > 0 ? `\nFor reading only, and not compared: ${notCompared.join(', ')}.` : ''}`;
}

/** Tells them apart by their first bytes; one that cannot be read is refused as a bundle. */
function isProof(file: string): boolean {
  const begin = Buffer.alloc(20);
  try {
    const handle = openSync(file, 'r');
    readSync(handle, begin, 0, begin.length, 0);
    closeSync(handle);
  } catch {
    return false;
  }
  return begin.toString().startsWith('c2sp.org/tlog-proof');
}

// Editors and shells end a file with a newline; an event never ends in one.
const withoutNewline = (bytes: Buffer): Buffer => (bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes);

const keysIn = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

const bytesAsHex = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value
    ? Buffer.from(value.data as number[]).toString('hex')
    : value;

/** A line on the terminal that counts along. */
export function showProgress(done: number, of: number): void {
  process.stderr.write(done === of ? '\r\x1b[K' : `\r${done} of ${of} entries`);
}
