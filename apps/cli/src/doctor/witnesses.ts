import { readFileSync } from 'node:fs';
import type { Witness } from '#libs/ledger';
import { Malformed, openNote, parseCheckpoint, parseNote, parseVerifierKey } from '#libs/proof';

/** A signed checkpoint that somebody outside kept, as it lies in a file. */
export interface KeptCheckpoint extends Witness {
  readonly file: string;
  readonly origin: string;
  readonly note: string;
}

export const readWitnesses = (files: readonly string[]): KeptCheckpoint[] =>
  files.map((file) => {
    const note = readFileSync(file, 'utf8');
    try {
      return { ...parseCheckpoint(parseNote(note).text), file, note };
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      throw new Error(`${file} is no checkpoint: ${error.message}.`, { cause: error });
    }
  });

/**
 * Somebody's word is worth its signature: a checkpoint that none of these keys signed says nothing. Keys that the reader
 * brought count more than those in the database, which whoever changed the one could have changed too.
 */
export function demandSigned({ file, note }: KeptCheckpoint, keys: readonly string[]): void {
  const opened = openNote(note, keys.map(parseVerifierKey));
  if (!opened.ok) throw new Error(`${file} was not signed by a key of this newsroom: ${opened.sentence}.`);
}

/** For options that may be repeated. */
export const collect = (value: string, before: readonly string[]): string[] => [...before, value];
