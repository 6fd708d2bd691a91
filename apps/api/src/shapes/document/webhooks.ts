import type { PathItem } from './types.js';
import { eventTypes, publicEventTypes } from '#libs/factcheck';
import { bodySchema, eventCatalogue } from '#libs/webhooks';
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

/** What is sent to endpoints: a request for each public type of event. Editorial ones stand at /v1/event-types. */
export const webhookRequests = (): Record<string, PathItem> =>
  Object.fromEntries(
    publicEventTypes.map((type) => [
      type,
      {
        post: {
          operationId: `on.${type}`,
          summary: eventTypes[type].title,
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

const exampleOf = (type: string): object | undefined => eventCatalogue.find((one) => one.type === type)?.example;
