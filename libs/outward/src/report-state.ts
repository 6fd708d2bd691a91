import type { SubjectState } from '#libs/kernel';
import type { ReportKind } from './report-registry.js';

/** A report's state, for answers and events alike. Sizes are numbers, not text: a tree has fewer than 2^53 leaves. */
export const reportState = (
  r: string,
): string => `json_build_object('id', ${r}.id, 'kind', ${r}.kind, 'format', ${r}.format,
  'parameters', ${r}.parameters, 'status', ${r}.status, 'checkpointSize', ${r}.checkpoint_size,
  'progress', json_build_object('done', ${r}.rows_done, 'total', ${r}.rows_total), 'sha256', ${r}.sha256, 'size', ${r}.size,
  'error', ${r}.error, 'version', ${r}.version, 'createdAt', instant(${r}.created_at), 'finishedAt', instant(${r}.finished_at))`;

export type ReportStatus = 'queued' | 'running' | 'done' | 'failed';

export type ReportState = SubjectState & {
  readonly kind: ReportKind;
  readonly status: ReportStatus;
  readonly checkpointSize: number;
};
