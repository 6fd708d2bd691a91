import { Module, type OnModuleDestroy } from '@nestjs/common';
import { createEgress } from '#libs/egress';
import { IdentityModule } from '#libs/identity';
import { JobsModule } from '#libs/jobs';
import { LedgerModule } from '#libs/ledger';
import { RuntimeSettings } from '#libs/runtime';
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
import { AddCapture } from './evidence/add-capture.js';
import { AddCitation } from './evidence/add-citation.js';
import { AnswerEnquiry } from './evidence/answer-enquiry.js';
import { CaptureContents, maxCaptureBytes } from './evidence/capture-contents.js';
import { CaptureEgress } from './evidence/capture-egress.js';
import { CaptureStore } from './evidence/capture-store.js';
import { CitationChanges } from './evidence/citation-changes.js';
import { ConfidentialStore } from './evidence/confidential-store.js';
import { EditCitation } from './evidence/edit-citation.js';
import { EditSource } from './evidence/edit-source.js';
import { FinishCapture } from './evidence/finish-capture.js';
import { KeepConfidential } from './evidence/keep-confidential.js';
import { MergeSource } from './evidence/merge-source.js';
import { ReadConfidential } from './evidence/read-confidential.js';
import { RemoveCitation } from './evidence/remove-citation.js';
import { RequestCapture } from './evidence/request-capture.js';
import { SourceChanges } from './evidence/source-changes.js';
import { UnmergeSource } from './evidence/unmerge-source.js';
import { CitationStore } from './evidence/citation-store.js';
import { EnquiryStore } from './evidence/enquiry-store.js';
import { RecordEnquiry } from './evidence/record-enquiry.js';
import { RegisterSource } from './evidence/register-source.js';
import { SourceStore } from './evidence/source-store.js';
import { BallotStore } from './verdicts/ballot-store.js';
import { AbandonVerdict } from './verdicts/abandon-verdict.js';
import { BallotReads, CastBallot } from './verdicts/cast-ballot.js';
import { DeclareInterest } from './verdicts/declare-interest.js';
import { VerdictGrounds } from './verdicts/verdict-grounds.js';
import { DraftRetraction } from './verdicts/draft-retraction.js';
import { DraftVerdict } from './verdicts/draft-verdict.js';
import { EditVerdict } from './verdicts/edit-verdict.js';
import { HandOverVerdict } from './verdicts/hand-over-verdict.js';
import { InterestStore } from './verdicts/interest-store.js';
import { ObjectToVerdict } from './verdicts/object-to-verdict.js';
import { PrecedentReads } from './verdicts/precedent-reads.js';
import { Publication, PublishReads } from './verdicts/publication.js';
import { PublishOnTime } from './verdicts/publish-on-time.js';
import { PublishVerdict } from './verdicts/publish-verdict.js';
import { RecallVerdict } from './verdicts/recall-verdict.js';
import { ReviseVerdict } from './verdicts/revise-verdict.js';
import { ScheduleVerdict } from './verdicts/schedule-verdict.js';
import { SubmitReads, SubmitVerdict } from './verdicts/submit-verdict.js';
import { UnscheduleVerdict } from './verdicts/unschedule-verdict.js';
import { VerdictDrafts } from './verdicts/verdict-drafts.js';
import { VerdictStore } from './verdicts/verdict-store.js';
import { WithdrawBallot } from './verdicts/withdraw-ballot.js';

const verbs = [
  IngestArticle,
  SubmitClaim,
  AcceptClaim,
  DeclineClaim,
  AssignClaim,
  EditClaim,
  LinkClaims,
  RegisterSource,
  EditSource,
  MergeSource,
  UnmergeSource,
  AddCitation,
  EditCitation,
  RemoveCitation,
  AddCapture,
  RequestCapture,
  FinishCapture,
  RecordEnquiry,
  AnswerEnquiry,
  KeepConfidential,
  ReadConfidential,
  DraftVerdict,
  SubmitVerdict,
  CastBallot,
  PublishVerdict,
  PublishOnTime,
  EditVerdict,
  RecallVerdict,
  ReviseVerdict,
  HandOverVerdict,
  ObjectToVerdict,
  ScheduleVerdict,
  UnscheduleVerdict,
  AbandonVerdict,
  WithdrawBallot,
  DeclareInterest,
  DraftRetraction,
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
  CitationChanges,
  CaptureStore,
  EnquiryStore,
  ConfidentialStore,
  VerdictStore,
  BallotStore,
  PrecedentReads,
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
  SourceChanges,
  CaptureContents,
  InterestStore,
  VerdictGrounds,
  SubmitReads,
  BallotReads,
  PublishReads,
  Publication,
  VerdictDrafts,
];

// A page may be slow and large; nobody waits for it but a worker.
const outside = {
  provide: CaptureEgress,
  useFactory: ({ config }: RuntimeSettings) =>
    createEgress({ allowedCidrs: config.egressAllow, deadlineMs: 30_000, maxBodyBytes: maxCaptureBytes }),
  inject: [RuntimeSettings],
};

@Module({
  imports: [LedgerModule, IdentityModule, JobsModule],
  providers: [...verbs, ...reads, ...inside, outside],
  exports: [...verbs, ...reads, CaptureEgress],
})
export class DeskModule implements OnModuleDestroy {
  constructor(private readonly egress: CaptureEgress) {}

  async onModuleDestroy(): Promise<void> {
    await this.egress.close();
  }
}
