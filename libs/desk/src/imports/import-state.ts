import type { RatingMapping } from '#libs/factcheck';
import type { JsonObject, SubjectState } from '#libs/kernel';

/** How the newsroom's own archive is to be read. */
export interface LegacyOptions {
  readonly ratings: readonly RatingMapping[];
  /** Names and sites of this newsroom, beside the one it has here. */
  readonly authors: readonly string[];
  /** Of records that do not say. */
  readonly language: string | null;
}

export const importKinds = ['sources', 'articles', 'claims', 'external-reviews', 'legacy'] as const;
export type ImportKind = (typeof importKinds)[number];
export type ImportStatus = 'waiting' | 'queued' | 'running' | 'done' | 'failed';

export const importState = (
  i: string,
): string => `json_build_object('id', ${i}.id, 'kind', ${i}.kind, 'source', ${i}.source,
  'dryRun', ${i}.dry_run, 'legacy', ${i}.legacy, 'status', ${i}.status, 'size', ${i}.size, 'sha256', ${i}.sha256,
  'rows', json_build_object('read', ${i}.rows_read, 'added', ${i}.rows_added, 'known', ${i}.rows_known, 'refused', ${i}.rows_refused),
  'error', ${i}.error, 'requestedBy', json_build_object('member', ${i}.requested_by, 'key', ${i}.requested_by_key),
  'version', ${i}.version, 'createdAt', instant(${i}.created_at), 'finishedAt', instant(${i}.finished_at))`;

export type ImportState = SubjectState & {
  readonly kind: ImportKind;
  readonly source: string;
  readonly dryRun: boolean;
  readonly legacy: (LegacyOptions & JsonObject) | null;
  readonly status: ImportStatus;
};
