/**
 * A backup is a gzipped tar that any tar opens: `backup.json` (what it is), `tables/NAME/NNNNNN.copy` (rows as PostgreSQL's
 * COPY writes them, cut between rows), and last `contents.json` (what must have come). Without its last file it is a piece.
 */
export const backupFormat = 'claimdesk-backup/1';
export const headerName = 'backup.json';
export const contentsName = 'contents.json';
export const partName = (table: string, part: number): string =>
  `tables/${table}/${String(part).padStart(6, '0')}.copy`;

/** What stands first: enough to refuse a backup before anything of it is read. */
export interface BackupHeader {
  readonly format: string;
  readonly release: string;
  /** The schema: names of all migrations that had run. */
  readonly migrations: readonly string[];
  /** Which CLAIMDESK_MASTER_KEY opens what is sealed in it. The key itself is not in the backup. Nothing where none was used yet. */
  readonly masterKeyId: string | null;
  /** When its one snapshot was taken. */
  readonly takenAt: string;
  readonly tables: readonly BackupTable[];
}

export interface BackupTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** What stands last. */
export interface BackupContents {
  readonly tables: Readonly<Record<string, Tally>>;
  /** Where counters stood, by the column that draws from them. */
  readonly counters: readonly Counter[];
}

/** How many rows, and the sum over the SHA-256 of each: equal for the same rows in whatever order they lie. */
export interface Tally {
  readonly rows: number;
  readonly sum: string;
}

export interface Counter {
  readonly table: string;
  readonly column: string;
  readonly last: string;
}

/** What may be told of the progress: the table that is at work, its rows so far, and those of all tables. */
export type Progress = (now: { readonly table: string; readonly rows: number; readonly total: number }) => void;
