import { parseCanonicalObject } from './canonical-object.js';
import { ledgerOrigin, parseCheckpoint } from './checkpoint.js';
import { verifyInclusion } from './inclusion.js';
import { Malformed } from './malformed.js';
import { parsePins } from './note-key.js';
import { openNote, parseNote } from './signed-note.js';
import { parseTlogProof, type TlogProof } from './tlog-proof.js';
import { leafHash } from './tree-hash.js';
import { refused, type RefusedBundle } from './verdict-of-bundle.js';

export interface ProvenEvent {
  readonly ok: true;
  readonly index: number;
  readonly size: number;
  readonly root: Buffer;
  readonly origin: string;
}

/**
 * Whether these bytes are the entry of a ledger that a pinned key signed, by a C2SP tlog-proof. Throws Malformed only for
 * a pin that cannot be read.
 */
export function verifyEvent(entry: Buffer, proof: string, pinned: readonly string[]): ProvenEvent | RefusedBundle {
  const pins = parsePins(pinned);
  let organization: unknown;
  try {
    ({ organization } = parseCanonicalObject(entry));
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return refused('entry_malformed', `The event is not one of a ledger: ${error.message}.`);
  }
  if (typeof organization !== 'string') return refused('entry_malformed', 'The event names no organization.');
  const told = read(proof);
  if ('ok' in told) return told;
  const { parsed, signed } = told;
  const origin = ledgerOrigin(organization);
  if (signed.origin !== origin) {
    return refused('wrong_origin', `The checkpoint is of ${signed.origin}, and the event of ${origin}.`);
  }
  const { index } = parsed;
  if (!verifyInclusion({ ...signed, index, leafHash: leafHash(entry), proof: parsed.proof })) {
    const sentence = `The proof does not lead from these bytes at index ${index} to the root that the checkpoint signs.`;
    return refused('proof_invalid', sentence);
  }
  const opened = openNote(
    parsed.checkpoint,
    pins.filter(({ name }) => name === origin),
  );
  if (opened.ok) return { ok: true, index, size: signed.size, root: signed.root, origin };
  if (opened.kind !== 'unknown_key') {
    return refused('signature_invalid', `The checkpoint is not trustworthy: ${opened.sentence}.`);
  }
  return pins.length > 0
    ? refused('unknown_key', 'The proof holds together, but none of the pinned keys signed its checkpoint.')
    : refused('no_pin', 'The proof holds together, but you have pinned no key, so anybody may have made it.');
}

function read(proof: string): { parsed: TlogProof; signed: ReturnType<typeof parseCheckpoint> } | RefusedBundle {
  let parsed: TlogProof;
  try {
    parsed = parseTlogProof(proof);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return refused('proof_invalid', `The proof cannot be read: ${error.message}.`);
  }
  try {
    return { parsed, signed: parseCheckpoint(parseNote(parsed.checkpoint).text) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return refused('checkpoint_malformed', `The checkpoint cannot be read: ${error.message}.`);
  }
}
