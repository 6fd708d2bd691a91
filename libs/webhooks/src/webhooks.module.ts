import { Module, type OnModuleDestroy } from '@nestjs/common';
import { createEgress } from '#libs/egress';
import { JobsModule } from '#libs/jobs';
import { LedgerModule } from '#libs/ledger';
import { RuntimeSettings } from '#libs/runtime';
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
import { WebhookSettings } from './webhook-settings.js';
import { WebhookWorker } from './webhook-worker.js';

const offered = [
  CreateEndpoint,
  DisableEndpoint,
  EnableEndpoint,
  WebhookQueries,
  EndpointStore,
  DeliveryStore,
  FanOut,
  Deliverer,
  WebhookWorker,
];

@Module({
  imports: [LedgerModule, JobsModule],
  providers: [
    ...offered,
    FanOutStore,
    AssignmentStore,
    ResultStore,
    ResultWriter,
    {
      provide: WebhookSettings,
      useFactory: ({ config, log }: RuntimeSettings) => new WebhookSettings(config.retrySeconds, log),
      inject: [RuntimeSettings],
    },
    {
      provide: WebhookEgress,
      useFactory: ({ config }: RuntimeSettings) => createEgress({ allowedCidrs: config.egressAllow }),
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
