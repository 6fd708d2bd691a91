import type { Block, Column, Words } from '../paper/paper.js';

/** A table that says so where it does not have all; the JSON does. */
export function limited<One>(
  caption: string,
  columns: readonly Column[],
  all: readonly One[],
  row: (one: One) => readonly Words[],
  most: number,
): Block {
  if (all.length === 0) return { kind: 'text', words: `${caption}: none.` };
  const told =
    all.length > most ? `${caption} (the first ${most} of ${all.length}; the JSON of this report has all)` : caption;
  return { kind: 'table', caption: told, columns, rows: all.slice(0, most).map(row) };
}
