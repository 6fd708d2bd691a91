import { auditBundleReport } from '../bundle/audit-bundle-report.js';
import { dossierReport } from '../dossier/dossier-report.js';
import { claimsRegisterReport } from '../registers/claims-register-report.js';
import { correctionsRegisterReport } from '../registers/corrections-register-report.js';
import { transparencyReport } from '../transparency/transparency-report.js';
import { mediaTypes, type ReportEntry, type ReportFormat } from './report-kind.js';

/** Every kind of report there is. A new one is one line here; its writer becomes a provider by that. */
const registry = {
  'claims-register': claimsRegisterReport,
  'corrections-register': correctionsRegisterReport,
  'audit-bundle': auditBundleReport,
  dossier: dossierReport,
  transparency: transparencyReport,
} as const satisfies Record<string, ReportEntry>;

export type ReportKind = keyof typeof registry;
export const reportRegistry: Readonly<Record<ReportKind, ReportEntry>> = registry;
export const reportKinds = Object.keys(registry) as readonly ReportKind[];

/** Those that some kind comes in. */
export const reportFormats = (Object.keys(mediaTypes) as ReportFormat[]).filter((format) =>
  Object.values(reportRegistry).some(({ formats }) => formats.includes(format)),
);

/** The kind of the jobs that make reports. */
export const reportJob = 'report';
