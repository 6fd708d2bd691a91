// Telling other systems what happened: endpoints, one signed delivery for each event they listen to, retries, the attempt log.
// It must not know: HTTP routes, or what an event means beyond who may see its fields.
export { WebhooksModule } from './webhooks.module.js';
export { WebhookWorker } from './webhook-worker.js';
export { WebhookSettings } from './webhook-settings.js';
export { WebhookMetrics } from './webhook-metrics.js';
export { WebhookEgress } from './webhook-egress.js';
export { CreateEndpoint, type EndpointInput } from './create-endpoint.js';
export { ChangeEndpoint, type EndpointEdit } from './change-endpoint.js';
export { RotateSecret } from './rotate-secret.js';
export { DisableEndpoint, EnableEndpoint, type SwitchInput } from './switch-endpoint.js';
export { ArchiveEndpoint } from './archive-endpoint.js';
export { SendTest } from './send-test.js';
export { Redeliver } from './redeliver.js';
export { StartRecovery } from './start-recovery.js';
export { PreviewRecovery } from './preview-recovery.js';
export { RunRecovery } from './run-recovery.js';
export { KeepPast } from './keep-past.js';
export { type Recovery, type RecoveryScope, recoveryScopes, recoveryStatuses } from './recovery.js';
export { EventFeed, type FeedPage, type FeedRequest } from './event-feed.js';
export { WebhookQueries, type ListRequest } from './webhook-queries.js';
export { EndpointStore } from './endpoint-store.js';
export { type Endpoint, endpointStatuses, type EndpointStatus, payloadKinds, type PayloadKind } from './endpoint.js';
export { type EventFilter, type FilterInput } from './event-filter.js';
export { type CustomHeaders } from './custom-headers.js';
export {
  deliveryKinds,
  DeliveryStore,
  deliveryStatuses,
  type Delivery,
  type DeliveryStatus,
  type Attempt,
} from './delivery-store.js';
export { type AttemptResult } from './attempt-outcome.js';
export { FanOut } from './fan-out.js';
export { deliveriesChannel, deliveryWork } from './delivery-work.js';
export { CheckpointMessages } from './checkpoint-messages.js';
export { Deliverer } from './deliverer.js';
export { currentPayloadVersion, renderers, told, type RecordedEvent, type Renderer, testType } from './payload.js';
