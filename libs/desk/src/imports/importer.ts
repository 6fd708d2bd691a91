import type { Tx } from '#libs/database';
import type { NewEvent } from '#libs/ledger';
import type { ImportKind, ImportState } from './import-state.js';
import type { ImportRow } from './import-keys.js';
import type { Fault } from './import-store.js';

/** A row that fits, with whatever had to be looked up for it. */
export interface Prepared<Row, More> extends ImportRow<Row> {
  readonly more: More;
}

/** What of an import its rows are read by. */
export type WantedImport = Pick<ImportState, 'id' | 'source' | 'dryRun' | 'legacy'>;

/** How the rows of one kind become subjects: looked up and checked first, then written all at once. */
export interface Importer<Row, More = undefined> {
  readonly kind: ImportKind;
  prepare(
    tx: Tx,
    wanted: WantedImport,
    rows: readonly ImportRow<Row>[],
  ): Promise<{ fit: Prepared<Row, More>[]; faults: Fault[] }>;
  /** Gives the events, one a subject that it made. */
  write(tx: Tx, rows: readonly (Prepared<Row, More> & { readonly id: string })[]): Promise<NewEvent[]>;
}

export const fault = (line: number, code: string, detail: string): Fault => ({ line, code, detail });
