import { Module } from '@nestjs/common';
import { JobsModule } from '#libs/jobs';
import { LedgerModule } from '#libs/ledger';
import { BundleBeginning } from './bundle/bundle-beginning.js';
import { ClaimReviewFeed } from './claim-review/data-feed.js';
import { CurrentCheckpoint } from './current-checkpoint.js';
import { HiddenBallots } from './hidden-ballots.js';
import { MakeReport } from './make-report.js';
import { PublicationReads } from './published/publication-reads.js';
import { PublishedMaterial } from './published/published-material.js';
import { PublishedReader, PublishedSources } from './published/published-reader.js';
import { PublishedReads } from './published/published-reads.js';
import { PublishedStore } from './published/published-store.js';
import { MergedClaims } from './registers/merged-claims.js';
import { ScaleReads } from './registers/scale-reads.js';
import { reportRegistry } from './report-registry.js';
import { ReportRuns } from './report-runs.js';
import { ReportStore } from './report-store.js';
import { RequestReport } from './request-report.js';

const offered = [RequestReport, ReportStore, MakeReport, PublishedReader, PublishedReads, ClaimReviewFeed];
const writers = Object.values(reportRegistry).map(({ writer }) => writer);

@Module({
  imports: [LedgerModule, JobsModule],
  providers: [
    ...offered,
    ...writers,
    HiddenBallots,
    CurrentCheckpoint,
    ReportRuns,
    MergedClaims,
    BundleBeginning,
    ScaleReads,
    PublicationReads,
    PublishedMaterial,
    PublishedSources,
    PublishedStore,
  ],
  exports: offered,
})
export class OutwardModule {}
