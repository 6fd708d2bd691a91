import { Module } from '@nestjs/common';
import { JobsModule } from '#libs/jobs';
import { LedgerModule } from '#libs/ledger';
import { AuditBundle } from './audit-bundle.js';
import { ClaimReviewFeed } from './claim-review/data-feed.js';
import { ClaimsRegister } from './claims-register.js';
import { CurrentCheckpoint } from './current-checkpoint.js';
import { HiddenBallots } from './hidden-ballots.js';
import { MakeReport } from './make-report.js';
import { MergedClaims } from './merged-claims.js';
import { PublicationReads } from './published/publication-reads.js';
import { PublishedMaterial } from './published/published-material.js';
import { PublishedReader, PublishedSources } from './published/published-reader.js';
import { PublishedReads } from './published/published-reads.js';
import { PublishedStore } from './published/published-store.js';
import { ReportRuns } from './report-runs.js';
import { ReportStore } from './report-store.js';
import { RequestReport } from './request-report.js';
import { ScaleReads } from './scale-reads.js';

const offered = [RequestReport, ReportStore, MakeReport, PublishedReader, PublishedReads, ClaimReviewFeed];

@Module({
  imports: [LedgerModule, JobsModule],
  providers: [
    ...offered,
    HiddenBallots,
    CurrentCheckpoint,
    ReportRuns,
    ClaimsRegister,
    MergedClaims,
    AuditBundle,
    ScaleReads,
    PublicationReads,
    PublishedMaterial,
    PublishedSources,
    PublishedStore,
  ],
  exports: offered,
})
export class OutwardModule {}
