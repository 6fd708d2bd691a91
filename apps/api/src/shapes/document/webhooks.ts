import type { PathItem } from './types.js';
import { eventTypeNames, eventTypes } from '#libs/factcheck';
import { bodySchema, exampleOf } from '../events/event-catalogue.js';
import { text } from '../schema.js';

const signed = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

const headers = [
  signed('webhook-id', 'The same for every try of a delivery: by it a receiver knows a repetition.'),
  signed('webhook-timestamp', 'When it was signed, in seconds.'),
  signed('webhook-signature', 'Standard Webhooks 1.0.0: v1,… over id, timestamp and body.'),
];

const reach = {
  public: 'For every endpoint that wants it.',
  editorial: 'Only for endpoints to which an administrator grants it.',
} as const;

/** What is sent to endpoints: a request for each type of event. */
export const webhookRequests = (): Record<string, PathItem> =>
  Object.fromEntries(
    eventTypeNames.map((type) => [
      type,
      {
        post: {
          operationId: `on.${type}`,
          summary: eventTypes[type].title,
          description: reach[eventTypes[type].visibility],
          tags: ['webhooks'],
          // No key is sent along: the signature says who sends.
          security: [],
          parameters: headers,
          requestBody: {
            required: true,
            content: { 'application/json': { schema: bodySchema(type), example: exampleOf(type) } },
          },
          responses: {
            '2XX': { description: 'Received. Anything else is tried again.' },
            '410': { description: 'Gone: the endpoint is disabled.', content: { 'text/plain': { schema: text } } },
          },
        },
      } as PathItem,
    ]),
  );
