import { Module } from '@nestjs/common';
import { IdentityModule } from '#libs/identity';
import { JobsModule } from '#libs/jobs';
import { LedgerModule } from '#libs/ledger';
import { ArticleStore } from './articles/article-store.js';
import { IngestArticle } from './articles/ingest-article.js';
import { AcceptClaim } from './claims/accept-claim.js';
import { AssignClaim } from './claims/assign-claim.js';
import { ClaimReads } from './claims/claim-reads.js';
import { ClaimStore } from './claims/claim-store.js';
import { ClaimantStore } from './claims/claimant-store.js';
import { DeclineClaim } from './claims/decline-claim.js';
import { EditClaim } from './claims/edit-claim.js';
import { LinkClaims } from './claims/link-claims.js';
import { LinkStore } from './claims/link-store.js';
import { SubmitClaim } from './claims/submit-claim.js';
import { UtteranceStore } from './claims/utterance-store.js';
import { AcceptCorrection } from './corrections/accept-correction.js';
import { AcknowledgeCorrection } from './corrections/acknowledge-correction.js';
import { AppealCorrection } from './corrections/appeal-correction.js';
import { CorrectionDeadline } from './corrections/correction-deadline.js';
import { CorrectionStore } from './corrections/correction-store.js';
import { InboxStore } from './corrections/inbox-store.js';
import { DiscardFromInbox, SendPublicRequest } from './corrections/public-inbox.js';
import { RejectCorrection } from './corrections/reject-correction.js';
import { RequestCorrection } from './corrections/request-correction.js';
import { TakeFromInbox } from './corrections/take-from-inbox.js';
import { ArticleImporter } from './imports/article-importer.js';
import { BulkClaimants } from './imports/bulk-claimants.js';
import { ClaimImporter } from './imports/claim-importer.js';
import { ExternalReviewImporter } from './imports/external-review-importer.js';
import { FinishImport } from './imports/finish-import.js';
import { ImportBatch } from './imports/import-batch.js';
import { ImportKeys } from './imports/import-keys.js';
import { ImportStore } from './imports/import-store.js';
import { RequestImport, SendImportContent } from './imports/request-import.js';
import { SourceImporter } from './imports/source-importer.js';
import { AddCitation } from './evidence/add-citation.js';
import { CitationStore } from './evidence/citation-store.js';
import { EnquiryStore } from './evidence/enquiry-store.js';
import { RecordEnquiry } from './evidence/record-enquiry.js';
import { RegisterSource } from './evidence/register-source.js';
import { SourceStore } from './evidence/source-store.js';
import { BallotStore } from './verdicts/ballot-store.js';
import { BallotReads, CastBallot } from './verdicts/cast-ballot.js';
import { DraftReads, DraftVerdict } from './verdicts/draft-verdict.js';
import { InterestStore } from './verdicts/interest-store.js';
import { PublishReads, PublishVerdict } from './verdicts/publish-verdict.js';
import { SubmitReads, SubmitVerdict } from './verdicts/submit-verdict.js';
import { VerdictStore } from './verdicts/verdict-store.js';

const verbs = [
  IngestArticle,
  SubmitClaim,
  AcceptClaim,
  DeclineClaim,
  AssignClaim,
  EditClaim,
  LinkClaims,
  RegisterSource,
  AddCitation,
  RecordEnquiry,
  DraftVerdict,
  SubmitVerdict,
  CastBallot,
  PublishVerdict,
  RequestCorrection,
  AcknowledgeCorrection,
  AcceptCorrection,
  RejectCorrection,
  AppealCorrection,
  SendPublicRequest,
  TakeFromInbox,
  DiscardFromInbox,
  RequestImport,
  SendImportContent,
  ImportBatch,
  FinishImport,
  SourceImporter,
  ArticleImporter,
  ClaimImporter,
  ExternalReviewImporter,
];
const reads = [
  ArticleStore,
  ClaimReads,
  ClaimantStore,
  SourceStore,
  VerdictStore,
  BallotStore,
  CorrectionStore,
  InboxStore,
  ImportStore,
];
const inside = [
  BulkClaimants,
  ImportKeys,
  CorrectionDeadline,
  ClaimStore,
  UtteranceStore,
  LinkStore,
  CitationStore,
  EnquiryStore,
  InterestStore,
  DraftReads,
  SubmitReads,
  BallotReads,
  PublishReads,
];

@Module({
  imports: [LedgerModule, IdentityModule, JobsModule],
  providers: [...verbs, ...reads, ...inside],
  exports: [...verbs, ...reads],
})
export class DeskModule {}
