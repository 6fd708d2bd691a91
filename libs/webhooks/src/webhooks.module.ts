import { Module, type OnModuleDestroy } from '@nestjs/common';
import { createEgress } from '#libs/egress';
import { JobsModule } from '#libs/jobs';
import { LedgerModule } from '#libs/ledger';
import { RuntimeSettings } from '#libs/runtime';
import { AttemptsPlace } from './attempts-place.js';
import { KeepPast } from './keep-past.js';
import { PastPlan } from './past-plan.js';
import { PastStore } from './past-store.js';
import { ChangeEndpoint } from './change-endpoint.js';
import { RotateSecret } from './rotate-secret.js';
import { ArchiveEndpoint } from './archive-endpoint.js';
import { SendTest } from './send-test.js';
import { Redeliver } from './redeliver.js';
import { StartRecovery } from './start-recovery.js';
import { RunRecovery } from './run-recovery.js';
import { EventFeed } from './event-feed.js';
import { EndpointSecrets } from './endpoint-secrets.js';
import { EndpointHealth } from './endpoint-health.js';
import { EndpointEnds } from './endpoint-ends.js';
import { OrderKeeper } from './order-keeper.js';
import { AgainStore } from './again-store.js';
import { RecoveryStore } from './recovery-store.js';
import { PreviewRecovery } from './preview-recovery.js';
import { RecoverySender } from './recovery-sender.js';
import { RecoveryPlan } from './recovery-plan.js';
import { CheckpointMessages } from './checkpoint-messages.js';
import { ClockCheck } from './clock-check.js';
import { CheckpointMessageStore } from './checkpoint-message-store.js';
import { Sender } from './sender.js';
import { AssignmentStore } from './assignment-store.js';
import { CreateEndpoint } from './create-endpoint.js';
import { Deliverer } from './deliverer.js';
import { DeliveryStore } from './delivery-store.js';
import { EndpointStore } from './endpoint-store.js';
import { FanOut } from './fan-out.js';
import { FanOutStore } from './fan-out-store.js';
import { ResultStore } from './result-store.js';
import { ResultWriter } from './result-writer.js';
import { DisableEndpoint, EnableEndpoint } from './switch-endpoint.js';
import { WebhookEgress } from './webhook-egress.js';
import { WebhookQueries } from './webhook-queries.js';
import { WebhookMetrics } from './webhook-metrics.js';
import { WebhookTables } from './webhook-tables.js';
import { WebhookSettings } from './webhook-settings.js';
import { WebhookWorker } from './webhook-worker.js';

const offered = [
  CreateEndpoint,
  ChangeEndpoint,
  RotateSecret,
  DisableEndpoint,
  EnableEndpoint,
  ArchiveEndpoint,
  SendTest,
  Redeliver,
  StartRecovery,
  PreviewRecovery,
  RunRecovery,
  KeepPast,
  EventFeed,
  WebhookQueries,
  EndpointStore,
  DeliveryStore,
  FanOut,
  CheckpointMessages,
  Deliverer,
  WebhookWorker,
];

const webhookSettings = ({ config, log, metrics }: RuntimeSettings): WebhookSettings =>
  new WebhookSettings(config.retrySeconds, log, {
    hotSeconds: config.hotMinutes * 60,
    keptSeconds: config.deliveryDays * 86_400,
    metrics: new WebhookMetrics(metrics),
  });

@Module({
  imports: [LedgerModule, JobsModule],
  providers: [
    ...offered,
    PastPlan,
    PastStore,
    AttemptsPlace,
    WebhookTables,
    FanOutStore,
    EndpointSecrets,
    EndpointHealth,
    EndpointEnds,
    OrderKeeper,
    CheckpointMessageStore,
    ClockCheck,
    AgainStore,
    RecoveryStore,
    RecoveryPlan,
    RecoverySender,
    Sender,
    AssignmentStore,
    ResultStore,
    ResultWriter,
    {
      provide: WebhookSettings,
      useFactory: webhookSettings,
      inject: [RuntimeSettings],
    },
    {
      provide: WebhookEgress,
      useFactory: ({ config }: RuntimeSettings) =>
        createEgress({ allowedCidrs: config.egressAllow, proxy: config.egressProxy }),
      inject: [RuntimeSettings],
    },
  ],
  exports: offered,
})
export class WebhooksModule implements OnModuleDestroy {
  constructor(private readonly egress: WebhookEgress) {}

  async onModuleDestroy(): Promise<void> {
    await this.egress.close();
  }
}
