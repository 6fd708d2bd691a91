import type { Action, ClaimStatus } from '#libs/factcheck';
import type { Period } from '#libs/kernel';

export const reportKinds = ['claims-register', 'audit-bundle'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** What one kind of report is as a file, and what whoever asks for it or downloads it must be allowed. */
export const reportFormats = {
  'claims-register': { format: 'csv', mediaType: 'text/csv; charset=utf-8', action: 'report.read' },
  'audit-bundle': { format: 'zip', mediaType: 'application/zip', action: 'audit.export' },
} as const satisfies Record<ReportKind, { format: string; mediaType: string; action: Action }>;

/** The kind of the jobs that make reports. */
export const reportJob = 'report';

export interface RegisterFilter {
  readonly status?: ClaimStatus;
  /** Only claims in which something happened in this time. */
  readonly period?: Period;
}

export interface ReportRequest {
  readonly kind: ReportKind;
  /** Only for the claims register. */
  readonly filter?: RegisterFilter;
  /** The size of an older signed checkpoint, to make the bytes of an earlier report again. */
  readonly checkpoint?: number;
}
