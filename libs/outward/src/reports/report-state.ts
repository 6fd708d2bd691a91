import type { Actor, SubjectState } from '#libs/kernel';
import type { ReportFormat } from './report-kind.js';
import type { ReportKind } from './report-registry.js';

/**
 * A report's state, for answers and events alike. Sizes are numbers, not text: a tree has fewer than 2^53 leaves. `eta` is
 * a function of the row, so that one version has one answer: as fast as until the last progress that was written.
 */
export const reportState = (
  r: string,
): string => `json_build_object('id', ${r}.id, 'kind', ${r}.kind, 'format', ${r}.format,
  'parameters', ${r}.parameters, 'status', ${r}.status, 'checkpointSize', ${r}.checkpoint_size,
  'progress', json_build_object('done', ${r}.rows_done, 'total', ${r}.rows_total),
  'eta', case when ${r}.status = 'running' and ${r}.rows_done > 0 and ${r}.rows_total >= ${r}.rows_done
     then instant(${r}.progress_at + (${r}.progress_at - ${r}.started_at) * ((${r}.rows_total - ${r}.rows_done)::float8 / ${r}.rows_done)) end,
  'sha256', ${r}.sha256, 'size', ${r}.size, 'error', ${r}.error, 'requestedBy', ${r}.requested_by, 'version', ${r}.version,
  'createdAt', instant(${r}.created_at), 'startedAt', instant(${r}.started_at), 'finishedAt', instant(${r}.finished_at),
  'expiresAt', instant(${r}.expires_at))`;

export const reportStatuses = ['queued', 'running', 'done', 'failed', 'cancelled', 'expired'] as const;
export type ReportStatus = (typeof reportStatuses)[number];

export type ReportState = SubjectState & {
  readonly kind: ReportKind;
  readonly format: ReportFormat;
  readonly status: ReportStatus;
  readonly checkpointSize: number;
  readonly sha256: string | null;
  readonly requestedBy: string | null;
};

/** An assessor's key sees what was asked for with it or its like; to it no other report is there. Takes `reader` as $1 to $3. */
export const visibleReport = `r.organization_id = $1 and ($2::jsonb is null or (r.parameters -> 'period' = $2 and r.requested_by = $3))`;
export const reader = ({ organization, period, member }: Actor): unknown[] => [
  organization,
  period ? JSON.stringify({ from: period.from, until: period.until }) : null,
  member ?? null,
];
