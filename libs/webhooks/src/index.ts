// Telling other systems what happened: endpoints, one signed delivery for each event they listen to, retries, the attempt log.
// It must not know: HTTP routes, or what an event means beyond who may see its fields.
export { WebhooksModule } from './webhooks.module.js';
export { WebhookWorker } from './webhook-worker.js';
export { WebhookSettings } from './webhook-settings.js';
export { WebhookEgress } from './webhook-egress.js';
export { CreateEndpoint, type EndpointInput } from './create-endpoint.js';
export { DisableEndpoint, EnableEndpoint, type SwitchInput } from './switch-endpoint.js';
export { WebhookQueries, type ListRequest } from './webhook-queries.js';
export { EndpointStore, type Endpoint } from './endpoint-store.js';
export { DeliveryStore, deliveryStatuses, type Delivery, type DeliveryStatus, type Attempt } from './delivery-store.js';
export { type AttemptResult } from './attempt-outcome.js';
export { FanOut, deliveriesChannel, deliveryWork } from './fan-out.js';
export { Deliverer } from './deliverer.js';
export { currentPayloadVersion, renderers, type RecordedEvent, type Renderer } from './payload.js';
