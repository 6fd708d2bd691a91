import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { type Database, DatabaseModule } from '#libs/database';
import { DeskModule } from '#libs/desk';
import { IdentityModule } from '#libs/identity';
import { LedgerModule } from '#libs/ledger';
import { OutwardModule } from '#libs/outward';
import { type MasterKey, RuntimeModule, type RuntimeSettings } from '#libs/runtime';
import { WebhooksModule } from '#libs/webhooks';
import { AccessLogController } from './access-log/access-log.controller.js';
import { AccessNotes } from './access-log/access-notes.js';
import { ArticlesController } from './articles/articles.controller.js';
import { ClaimEndingsController } from './claims/claim-endings.controller.js';
import { ClaimStepsController } from './claims/claim-steps.controller.js';
import { ClaimStopsController } from './claims/claim-stops.controller.js';
import { ClaimTwinsController } from './claims/claim-twins.controller.js';
import { ClaimWordsController } from './claims/claim-words.controller.js';
import { ClaimExportController } from './claims/claim-export.controller.js';
import { ClaimsController } from './claims/claims.controller.js';
import { TopicsController } from './claims/topics.controller.js';
import { CommentsController } from './comments/comments.controller.js';
import { CorrectionsController } from './corrections/corrections.controller.js';
import { InboxController } from './corrections/inbox.controller.js';
import { ErasuresController } from './erasures/erasures.controller.js';
import { CapturesController } from './evidence/captures.controller.js';
import { CitationsController } from './evidence/citations.controller.js';
import { ConfidentialController } from './evidence/confidential.controller.js';
import { EnquiriesController } from './evidence/enquiries.controller.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { SourceChangesController } from './evidence/source-changes.controller.js';
import { SourcesController } from './evidence/sources.controller.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { HistoryController } from './history/history.controller.js';
import { PastReader } from './history/past-reader.js';
import { StagesController } from './history/stages.controller.js';
import { InputPipe } from './http/input-pipe.js';
import { KeyGuard } from './http/key-guard.js';
import { Rates } from './http/rates.js';
import { ProblemFilter } from './http/problem-filter.js';
import { ImportsController } from './imports/imports.controller.js';
import { EntryTeller } from './ledger/entry-teller.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { ProofReader } from './ledger/proof-reader.js';
import { ProofsController } from './ledger/proofs.controller.js';
import { SigningKeysController } from './ledger/signing-keys.controller.js';
import { KeysController } from './members/keys.controller.js';
import { MeController } from './members/me.controller.js';
import { MemberStepsController } from './members/member-steps.controller.js';
import { MembersController } from './members/members.controller.js';
import { MethodologyController } from './organization/methodology.controller.js';
import { RulesController } from './organization/rules.controller.js';
import { OrganizationController } from './organization/organization.controller.js';
import { ClaimReviewsController } from './public/claim-reviews.controller.js';
import { ClaimsSearchController } from './public/claims-search.controller.js';
import { FeedsController } from './public/feeds.controller.js';
import { PublicDoor } from './public/public-door.js';
import { PublicRates } from './public/public-rates.js';
import { PublicationsController } from './publications/publications.controller.js';
import { QueueController } from './queue/queue.controller.js';
import { ReportEndingsController } from './reports/report-endings.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { VerdictDraftsController } from './verdicts/verdict-drafts.controller.js';
import { VerdictGroundsController } from './verdicts/verdict-grounds.controller.js';
import { VerdictReadsController } from './verdicts/verdict-reads.controller.js';
import { VerdictReleaseController } from './verdicts/verdict-release.controller.js';
import { VerdictsController } from './verdicts/verdicts.controller.js';
import { EventStream } from './events/event-stream.js';
import { WaitingReaders } from './events/waiting-readers.js';
import { EventTypesController } from './events/event-types.controller.js';
import { EventsController } from './events/events.controller.js';
import { EndpointSwitchesController } from './webhooks/endpoint-switches.controller.js';
import { DeliveriesController } from './webhooks/deliveries.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

/** What a process of ours was given before Nest begins. */
export interface Given {
  readonly settings: RuntimeSettings;
  readonly masterKey: MasterKey;
  readonly database: Database;
}

@Module({})
export class AppModule {
  static forRoot({ settings, masterKey, database }: Given): DynamicModule {
    return {
      module: AppModule,
      imports: [
        RuntimeModule.forRoot(settings, masterKey),
        DatabaseModule.forRoot(database),
        LedgerModule,
        IdentityModule,
        DeskModule,
        WebhooksModule,
        OutwardModule,
      ],
      controllers: [
        HealthController,
        OrganizationController,
        RulesController,
        MethodologyController,
        MembersController,
        MemberStepsController,
        MeController,
        KeysController,
        AccessLogController,
        ArticlesController,
        ClaimExportController,
        ClaimsController,
        ClaimStepsController,
        ClaimEndingsController,
        ClaimStopsController,
        ClaimTwinsController,
        ClaimWordsController,
        TopicsController,
        HistoryController,
        StagesController,
        QueueController,
        SourcesController,
        SourceChangesController,
        EvidenceController,
        CitationsController,
        CapturesController,
        EnquiriesController,
        ConfidentialController,
        VerdictsController,
        VerdictReadsController,
        VerdictDraftsController,
        VerdictReleaseController,
        VerdictGroundsController,
        CommentsController,
        CorrectionsController,
        InboxController,
        ErasuresController,
        ImportsController,
        WebhooksController,
        EndpointSwitchesController,
        DeliveriesController,
        EventsController,
        EventTypesController,
        ReportEndingsController,
        ReportsController,
        LedgerController,
        ProofsController,
        SigningKeysController,
        PublicationsController,
        ClaimReviewsController,
        ClaimsSearchController,
        FeedsController,
      ],
      providers: [
        AccessNotes,
        Readiness,
        EventStream,
        WaitingReaders,
        PastReader,
        EntryTeller,
        ProofReader,
        Rates,
        PublicDoor,
        PublicRates,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: KeyGuard },
        { provide: APP_PIPE, useClass: InputPipe },
      ],
    };
  }
}
