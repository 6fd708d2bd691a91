import { type Finding, finding } from './finding.js';

/** A checkpoint that somebody outside holds. Its signature is the caller's to check. */
export interface Witness {
  readonly size: number;
  readonly root: Buffer;
}

/** Where the log ends that is here, and the time of its last entry. */
export interface LogEnd {
  readonly size: number;
  readonly lastAt: string;
}

/**
 * What was signed before the eyes of others, against what is here: the log must begin with all of it. A log that is shorter
 * has lost its end (an old backup); one that says something else was written by somebody else (on a copy, say).
 * `found`: the roots of the log here, at the sizes of the witnesses that it reaches.
 */
export function checkWitnesses(
  witnesses: readonly Witness[],
  end: LogEnd,
  found: ReadonlyMap<number, Buffer>,
): Finding[] {
  const agrees = ({ size, root }: Witness): boolean => found.get(size)?.equals(root) === true;
  const shared = Math.max(0, ...witnesses.filter(agrees).map(({ size }) => size));
  return witnesses.flatMap((witness) => {
    if (agrees(witness)) return [];
    const where = `checkpoint ${witness.size} of the witness`;
    return witness.size > end.size
      ? [finding('tail_lost', where, lost(witness.size, end, shared))]
      : [finding('witness_contradicts', where, forked(witness.size, shared))];
  });
}

function lost(seen: number, { size, lastAt }: LogEnd, shared: number): string {
  const entries = seen - size === 1 ? `entry ${size}` : `the ${seen - size} entries ${size} to ${seen - 1}`;
  const span = size > 0 ? `All of it came in after ${lastAt}, when the last entry did that is left.` : '';
  const rest =
    shared === size
      ? 'What is left is what a witness saw.'
      : `Whether all that is left is what the witness saw cannot be told from this: give an older checkpoint too, of at most ${size}` +
        (shared > 0 ? ` (up to ${shared} it is).` : '.');
  return `The log ends at size ${size}, and the witness saw ${seen}: lost is ${entries}. ${span} ${rest}`.replace(
    '  ',
    ' ',
  );
}

function forked(seen: number, shared: number): string {
  const same =
    shared > 0
      ? `The first ${shared} entries are those that the witness saw, and those after it are not`
      : `The first ${seen} entries are not those that the witness saw`;
  return `${same}: this is another log, as when somebody writes on a restored copy.`;
}
