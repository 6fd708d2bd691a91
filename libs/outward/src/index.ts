// What leaves the desk as a file: reports that are requested, made in the background, and downloaded again.
// It must not know: HTTP, how claims and verdicts are changed, or anything that the log does not say.
export { OutwardModule } from './outward.module.js';
export { RequestReport } from './request-report.js';
export { MakeReport } from './make-report.js';
export { ReportStore, type ReportFile } from './report-store.js';
export { type ReportState, type ReportStatus } from './report-state.js';
export {
  type BundleAudience,
  bundleAudiences,
  type RegisterFilter,
  reportFormats,
  type ReportKind,
  reportKinds,
  type ReportRequest,
} from './report-kinds.js';
