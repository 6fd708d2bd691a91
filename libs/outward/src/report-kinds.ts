import type { Action, Audience, ClaimStatus } from '#libs/factcheck';
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

/** What an audit bundle is made of. Without any of it: the whole log, for the newsroom's own auditors. */
export interface BundleChoice {
  /** The size of an older tree: only what came after it. */
  readonly since?: number;
  /** Only what the log took in after `from`; the checkpoint is the last one of this time. */
  readonly period?: Period;
  /** Of all others only place and leaf hash. */
  readonly claim?: string;
  /** `assessor`: what is between lawyers is withheld. */
  readonly audience?: BundleAudience;
}

export const bundleAudiences = ['internal', 'assessor'] as const satisfies readonly Audience[];
export type BundleAudience = (typeof bundleAudiences)[number];

export interface ReportRequest {
  readonly kind: ReportKind;
  /** Only for the claims register. */
  readonly filter?: RegisterFilter;
  /** Only for the audit bundle. */
  readonly bundle?: BundleChoice;
  /** The size of an older signed checkpoint, to make the bytes of an earlier report again. */
  readonly checkpoint?: number;
}
