// What leaves the desk: reports that are requested, made in the background and downloaded again; and everything that is public.
// It must not know: HTTP, how claims and verdicts are changed, or anything that the log does not say.
export { OutwardModule } from './outward.module.js';
export { RequestReport, type ReportRequest } from './reports/request-report.js';
export { CancelReport } from './reports/cancel-report.js';
export { DiscardReport } from './reports/discard-report.js';
export { RetryReport } from './reports/retry-report.js';
export { TakeReport } from './reports/take-report.js';
export { brokenPage, notFoundPage, tooManyPage } from './pages/layout.js';
export { pageStyle } from './pages/style.js';
export { type PublicPage, PublicPages } from './pages/public-pages.js';
export { MakeReport } from './reports/make-report.js';
export { ExpireReport } from './reports/expire-report.js';
export { ReportStore } from './reports/report-store.js';
export { ReportFiles, type ReportFile } from './reports/report-files.js';
export { type ReportState, type ReportStatus, reportStatuses } from './reports/report-state.js';
export {
  type BundleAudience,
  bundleAudiences,
  mediaTypes,
  type ReportFormat,
  type ReportParameter,
  type ReportParameters,
} from './reports/report-kind.js';
export { reportFormats, type ReportKind, reportKinds, reportRegistry } from './reports/report-registry.js';
export { PublishedDoctor, type PublishedFinding } from './published/published-doctor.js';
export { PublishedReader } from './published/published-reader.js';
export { type Behind, type PublishedCorrection, PublishedReads } from './published/published-reads.js';
export { claimReviewOf } from './claim-review/claim-review.js';
export { ClaimReviewFeed } from './claim-review/data-feed.js';
export { reviewForEmbedding } from './claim-review/review-for-embedding.js';
export { ClaimSearch } from './search/claim-search.js';
export { largestPage, searchParameters, type Violation } from './search/search-parameters.js';
export { atom, jsonFeed } from './feeds/feed.js';
export { feedOfChecks, feedOfCorrections } from './feeds/feed-of-checks.js';
export { sitemap, sitemapIndex, sitemapSize } from './feeds/sitemap.js';
export { addressOfClaim, pathOfClaim } from './published/addresses.js';
export type {
  ChangeKind,
  PublishedChange,
  PublishedCheck,
  PublishedClaim,
  PublishedClaimant,
  PublishedContact,
  PublishedLegacy,
  PublishedOrganization,
  PublishedPage,
  PublishedQuantity,
  PublishedRating,
  PublishedSource,
  PublishedState,
  PublishedUtterance,
  PublishedVersion,
  RetractedClaim,
  RetractionNotice,
  SuspendedClaim,
} from './published/published-claim.js';
