import { bundleFiles } from './bundle.js';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { Malformed } from './malformed.js';
import { parseVerifierKey, type VerifierKey } from './note-key.js';
import { openNote, parseNote } from './signed-note.js';
import { refused, type RefusedBundle } from './verdict-of-bundle.js';

/** `trust` is what remains to be said when everything else is in order: nothing, or that the key is not one to rely on. */
export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly keyName: string;
  /** The key inside the bundle, which nobody vouches for. */
  readonly ownKey: VerifierKey;
  readonly trust: RefusedBundle | undefined;
}

/**
 * The checkpoint, signed by the bundle's own key and by a pinned one. A pin counts only for the ledger whose origin is
 * its name: an auditor of two newsrooms must not take the key of one for the word of the other.
 */
export function verifySignature(
  note: Buffer,
  organizationOrigin: string,
  keyFile: Buffer,
  pins: readonly VerifierKey[],
): SignedCheckpoint | RefusedBundle {
  const where = bundleFiles.checkpoint;
  let checkpoint: Checkpoint;
  try {
    checkpoint = parseCheckpoint(parseNote(note).text);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return refused('checkpoint_malformed', `The checkpoint cannot be read: ${error.message}.`, where);
  }
  const { origin } = checkpoint;
  if (origin !== organizationOrigin) {
    return refused('wrong_origin', `The checkpoint is of ${origin}, not of ${organizationOrigin}.`, where);
  }

  const own = readKeyFile(keyFile);
  if (!own) return refused('manifest', 'key.vkey does not hold one verifier key and a newline.', bundleFiles.key);
  const byPin = openNote(
    note,
    pins.filter((pin) => pin.name === origin),
  );
  if (!byPin.ok && byPin.kind !== 'unknown_key') {
    return refused('signature_invalid', `The checkpoint is not trustworthy: ${byPin.sentence}.`, where);
  }
  const byOwn = openNote(note, own.key.name === origin ? [own.key] : []);
  if (!byOwn.ok) {
    return refused(
      'signature_invalid',
      `The checkpoint does not stand by the key in key.vkey: ${byOwn.sentence}.`,
      where,
    );
  }
  return {
    checkpoint,
    keyName: origin,
    ownKey: own.key,
    trust: byPin.ok ? undefined : distrust(own.vkey, pins.length > 0),
  };
}

/** The checkpoint that the reader kept. Throws Malformed: it is his to get right, not the bundle's. */
export function readOlderCheckpoint(note: Uint8Array | string): { note: Uint8Array | string; checkpoint: Checkpoint } {
  return { note, checkpoint: parseCheckpoint(parseNote(note).text) };
}

/** Only a signed older checkpoint says anything of the ledger; `keys` are the pins, or the bundle's own key without any. */
export function verifyOlderSignature(
  note: Uint8Array | string,
  origin: string,
  keys: readonly VerifierKey[],
): RefusedBundle | undefined {
  const opened = openNote(
    note,
    keys.filter((key) => key.name === origin),
  );
  if (opened.ok) {
    if (parseCheckpoint(opened.text).origin === origin) return undefined;
    return refused('wrong_origin', `The older checkpoint is not of ${origin}.`);
  }
  const kind = opened.kind === 'unknown_key' ? 'unknown_key' : 'signature_invalid';
  return refused(kind, `The older checkpoint is not trustworthy: ${opened.sentence}.`);
}

function distrust(vkey: string, pinned: boolean): RefusedBundle {
  return pinned
    ? refused('unknown_key', `Intact, but signed by a key that is none of the pinned ones: ${vkey}.`)
    : refused(
        'no_pin',
        `Intact, but signed by a key you have not pinned: ${vkey}. Compare it with the one the newsroom publishes, then pin it.`,
      );
}

function readKeyFile(bytes: Buffer): { vkey: string; key: VerifierKey } | undefined {
  const vkey = bytes.toString('utf8').slice(0, -1);
  if (!Buffer.from(`${vkey}\n`).equals(bytes)) return undefined;
  try {
    return { vkey, key: parseVerifierKey(vkey) };
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
