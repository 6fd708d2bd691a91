import type { Writable } from 'node:stream';
import type { Type } from '@nestjs/common';
import type { Action, Audience, ClaimKind, ClaimStatus } from '#libs/factcheck';
import type { Period, Ruling } from '#libs/kernel';
import type { LogAt } from '#libs/ledger';

/** What the files that leave are as media. */
export const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
  zip: 'application/zip',
} as const;
export type ReportFormat = keyof typeof mediaTypes;

export const bundleAudiences = ['internal', 'assessor'] as const satisfies readonly Audience[];
export type BundleAudience = (typeof bundleAudiences)[number];

/** All that a report may be asked with; which of them a kind takes stands in its entry. */
export interface ReportParameters {
  readonly status?: ClaimStatus;
  readonly claimKind?: ClaimKind;
  /** The code of a topic. */
  readonly topic?: string;
  readonly language?: string;
  readonly assignee?: string;
  /** Who said it, by id. */
  readonly claimant?: string;
  /** A byte order mark, by which some spreadsheets know UTF-8. */
  readonly bom?: boolean;
  /** What happened after `from` and up to `until`. */
  readonly period?: Period;
  /** The size of an older tree: only what came after it. */
  readonly since?: number;
  readonly claim?: string;
  /** Whom it is for: `assessor` does not see what is between lawyers. */
  readonly audience?: BundleAudience;
  /** Words of an assessor's own, with which a random sample is drawn. */
  readonly seed?: string;
  /** So many are drawn. */
  readonly sample?: number;
}
export type ReportParameter = keyof ReportParameters;

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** One report as its bytes depend on it: nothing else may get into them, no clock, no zone, no name of a machine. */
export interface ReportOrder {
  readonly at: LogAt;
  readonly format: ReportFormat;
  readonly parameters: ReportParameters;
}

export interface ReportWriter {
  /** Refuses what could not be made, before anybody waits for it. */
  demand?(order: ReportOrder): Promise<void>;
  /**
   * Writes the file in flat memory and ends `out`. `advance` says how far it is, often: it throws when this run has been
   * replaced or cancelled, and the writer lets that through.
   */
  write(order: ReportOrder, out: Writable, advance: (progress: Progress) => Promise<void>): Promise<void>;
}

/** One kind of report: all that the rest of the house knows of it. */
export interface ReportEntry {
  /** One sentence for the API's description. */
  readonly about: string;
  /** The first one is made when none is named. */
  readonly formats: readonly [ReportFormat, ...ReportFormat[]];
  /** What whoever asks for it, ends it or downloads it must be allowed. */
  readonly action: Action;
  readonly parameters: readonly ReportParameter[];
  /** Those of them without which there is none. */
  readonly required?: readonly ReportParameter[];
  /** What the parameters must be together. */
  readonly check?: (parameters: ReportParameters, format: ReportFormat) => Ruling;
  /** It is made at the last checkpoint of its period, and not at the latest one. */
  readonly endsWithPeriod?: true;
  /** It tells ballots, so it waits for whoever may still vote on one of them. */
  readonly holdsBallots?: true;
  readonly writer: Type<ReportWriter>;
}
