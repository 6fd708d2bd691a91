// The desk itself: articles, claims, evidence and verdicts, which change together and lock together.
// It must not know: HTTP, webhooks, reports, or how anybody signs in.
export { DeskModule } from './desk.module.js';
export type { ListRow, SingleRow } from './reads.js';
export { ArticleStore } from './articles/article-store.js';
export { IngestArticle, type ArticleInput } from './articles/ingest-article.js';
export { AcceptClaim } from './claims/accept-claim.js';
export { AssignClaim } from './claims/assign-claim.js';
export { ClaimReads, claimFilters, claimIncludes, type ClaimFilter, type ClaimInclude } from './claims/claim-reads.js';
export { ClaimantStore, type ClaimantInput } from './claims/claimant-store.js';
export { DeclineClaim } from './claims/decline-claim.js';
export { EditClaim, type ClaimEdit } from './claims/edit-claim.js';
export { LinkClaims } from './claims/link-claims.js';
export { SubmitClaim, type AppearanceInput, type ClaimInput } from './claims/submit-claim.js';
export { AddCitation, type CitationInput } from './evidence/add-citation.js';
export type { NewEnquiry } from './evidence/enquiry-store.js';
export { RecordEnquiry } from './evidence/record-enquiry.js';
export { RegisterSource } from './evidence/register-source.js';
export { type NewSource, SourceStore } from './evidence/source-store.js';
export { BallotStore } from './verdicts/ballot-store.js';
export { CastBallot, type BallotInput } from './verdicts/cast-ballot.js';
export { DraftVerdict, type VerdictInput } from './verdicts/draft-verdict.js';
export type { InterestInput } from './verdicts/interest-store.js';
export { PublishVerdict } from './verdicts/publish-verdict.js';
export { SubmitVerdict, type SubmitInput } from './verdicts/submit-verdict.js';
export { VerdictStore } from './verdicts/verdict-store.js';
