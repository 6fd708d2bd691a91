import { Module } from '@nestjs/common';
import { JobsModule } from '#libs/jobs';
import { LedgerModule } from '#libs/ledger';
import { BundleBeginning } from './bundle/bundle-beginning.js';
import { ClaimReviewFeed } from './claim-review/data-feed.js';
import { CancelReport } from './cancel-report.js';
import { CurrentCheckpoint } from './current-checkpoint.js';
import { ExpireReport } from './expire-report.js';
import { HiddenBallots } from './hidden-ballots.js';
import { MakeReport } from './make-report.js';
import { NotSelectedStore } from './published/not-selected-store.js';
import { PublicationReads } from './published/publication-reads.js';
import { PublishedMaterial } from './published/published-material.js';
import { PublishedReader, PublishedSources } from './published/published-reader.js';
import { PublishedReads } from './published/published-reads.js';
import { PublishedStore } from './published/published-store.js';
import { DossierReads } from './dossier/dossier-facts.js';
import { DossierStore } from './dossier/dossier-store.js';
import { Verifications } from './paper/verification.js';
import { MergedClaims } from './registers/merged-claims.js';
import { ScaleReads } from './registers/scale-reads.js';
import { ReportContents } from './report-contents.js';
import { ReportFiles } from './report-files.js';
import { reportRegistry } from './report-registry.js';
import { PageReads } from './pages/page-reads.js';
import { PublicPages } from './pages/public-pages.js';
import { ReportRuns } from './report-runs.js';
import { ReportStore } from './report-store.js';
import { ReportTurns } from './report-turns.js';
import { RequestReport } from './request-report.js';
import { RetryReport } from './retry-report.js';
import { ClaimSearch } from './search/claim-search.js';
import { TakeReport } from './take-report.js';
import { TransparencyBuilder } from './transparency/transparency-builder.js';
import { TransparencyReads } from './transparency/transparency-reads.js';
import { TransparencyStore } from './transparency/transparency-store.js';

const offered = [
  RequestReport,
  CancelReport,
  RetryReport,
  TakeReport,
  ReportStore,
  ReportFiles,
  MakeReport,
  ExpireReport,
  PublishedReader,
  PublishedReads,
  ClaimReviewFeed,
  ClaimSearch,
  PublicPages,
];
const writers = Object.values(reportRegistry).map(({ writer }) => writer);

@Module({
  imports: [LedgerModule, JobsModule],
  providers: [
    ...offered,
    ...writers,
    HiddenBallots,
    CurrentCheckpoint,
    ReportContents,
    ReportRuns,
    ReportTurns,
    MergedClaims,
    BundleBeginning,
    ScaleReads,
    PublicationReads,
    PublishedMaterial,
    PublishedSources,
    PublishedStore,
    DossierReads,
    DossierStore,
    Verifications,
    TransparencyBuilder,
    TransparencyReads,
    TransparencyStore,
    NotSelectedStore,
    PageReads,
  ],
  exports: offered,
})
export class OutwardModule {}
