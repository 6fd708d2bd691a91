import { formatCheckpoint, Malformed, openNote, parseNote, parseVerifierKey } from '#libs/proof';
import type { SignedCheckpoint } from '../checkpoint-store.js';
import { type Finding, finding } from './finding.js';

/** A stored checkpoint against the tree that stands below it, and against the keys that events told of. */
export function checkCheckpoint(
  { size, root, note }: SignedCheckpoint,
  found: Buffer,
  origin: string,
  keys: readonly string[],
): Finding | undefined {
  const where = `checkpoint ${size}`;
  const text = formatCheckpoint({ origin, size, root });
  try {
    if (parseNote(note).text !== text) {
      return finding('checkpoint_altered', where, 'Its note says something else than its row.');
    }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return finding('checkpoint_altered', where, `Its note cannot be read: ${error.message}.`);
  }
  const opened = openNote(note, keys.map(parseVerifierKey));
  if (!opened.ok) return finding('checkpoint_altered', where, `Its signature does not hold: ${opened.sentence}.`);
  if (root.equals(found)) return undefined;
  return finding(
    'checkpoint_contradicts',
    where,
    `It signs another tree than the ${size} entries that are stored: one of them was changed after it was signed.`,
  );
}
