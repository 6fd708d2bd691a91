import { facts, subjects } from '../views/events.js';
import { eventType } from '../views/vocabulary.js';
import type { PathItem } from './types.js';
import { eventTypes, publicEventTypes } from '#libs/factcheck';
import { about, inside, moment, ref, text, uuid, view, whole } from '../schema.js';

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

/** `{type, timestamp, data}`: one shape for all types. */
export const webhookPayload = view(
  'WebhookPayload',
  'What endpoints get: what happened, to what, and where in the ledger.',
  {
    type: ref(eventType),
    timestamp: about('When it happened.', moment),
    data: inside(
      {
        index: about('In the ledger.', whole),
        sequence: about('Counts what this endpoint gets, without a gap.', whole),
        event: uuid,
        organization: uuid,
        subjects,
        facts,
      },
      ['facts'],
    ),
  },
);

const payload = (type: string) => ({
  type: 'object',
  allOf: [ref(webhookPayload)],
  properties: { type: { const: type } },
});

/** What is sent to endpoints: a request for each public type of event. Editorial ones have the same shape. */
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
          requestBody: { required: true, content: { 'application/json': { schema: payload(type) } } },
          responses: {
            '2XX': { description: 'Received. Anything else is tried again.' },
            '410': { description: 'Gone: the endpoint is disabled.', content: { 'text/plain': { schema: text } } },
          },
        },
      } as PathItem,
    ]),
  );
