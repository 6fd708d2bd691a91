import { importKinds } from '#libs/desk';
import { claimKinds, claimStatuses } from '#libs/factcheck';
import { bundleAudiences, reportFormats, reportKinds, type ReportParameter, reportStatuses } from '#libs/outward';
import {
  deliveryKinds,
  deliveryStatuses,
  endpointStatuses,
  payloadKinds,
  recoveryScopes,
  recoveryStatuses,
} from '#libs/webhooks';
import {
  about,
  address,
  byWhom,
  choice,
  flag,
  id,
  inside,
  listOf,
  moment,
  orNull,
  ref,
  sha256,
  stamped,
  text,
  uuid,
  view,
  whole,
} from '../schema.js';
import { eventType, problemCode } from './vocabulary.js';

const endpointFields = {
  id,
  url: address,
  description: orNull(text),
  eventTypes: listOf(ref(eventType)),
  filter: about(
    'By labels of the event; what is not there is not asked for.',
    inside(
      { topics: listOf(text), statuses: listOf(choice(claimStatuses)), ratings: listOf(text), languages: listOf(text) },
      ['topics', 'statuses', 'ratings', 'languages'],
    ),
  ),
  payload: choice(payloadKinds),
  headerNames: about('Sent with every request; the values are never shown.', listOf(text)),
  ratePerSecond: about('At most so many requests in any second.', orNull(whole)),
  strictOrder: about('One delivery at a time, in the order of the ledger.', flag),
  checkpoints: about('Signed checkpoints of the ledger too: whoever keeps them is a witness.', flag),
  status: choice(endpointStatuses),
  disabledReason: about('`gone`: it answered 410. `failing`: five days without one success.', orNull(text)),
  ...stamped,
};
export const endpoint = view('Endpoint', 'An address that events are sent to.', endpointFields);
export const createdEndpoint = view('CreatedEndpoint', 'The endpoint, and the secret its requests are signed with.', {
  ...endpointFields,
  secret: about('Shown once: whsec_…', text),
});

export const delivery = view(
  'Delivery',
  'One event, or a message (a test, a checkpoint), on its way to one endpoint. Its id is the header webhook-id.',
  {
    id,
    endpoint: uuid,
    kind: choice(deliveryKinds),
    event: about('Null of a message, like index and sequence.', orNull(uuid)),
    index: about('In the ledger.', orNull(whole)),
    sequence: about('Counts what this endpoint gets, without a gap.', orNull(whole)),
    payload: choice(payloadKinds),
    status: choice(deliveryStatuses),
    attempts: whole,
    nextAttemptAt: orNull(moment),
    createdAt: moment,
    finishedAt: orNull(moment),
  },
);

const recoveryRange = {
  scope: choice(recoveryScopes),
  fromIndex: about('From here on.', whole),
  untilIndex: about('Below this; what comes later is delivered anyway.', whole),
  deliveries: about('To be sent, or put on their way so far.', whole),
};
export const recoveryPreview = view('RecoveryPreview', 'How much a recovery would send now.', recoveryRange);
export const recovery = view('Recovery', 'A range of the ledger that is sent to an endpoint again.', {
  id,
  endpoint: uuid,
  ...recoveryRange,
  nextIndex: about('Where it goes on.', whole),
  status: choice(recoveryStatuses),
  createdAt: moment,
  finishedAt: orNull(moment),
});

const milliseconds = { type: 'number', minimum: 0 };
const phases = ['dnsMs', 'connectMs', 'tlsMs', 'firstByteMs', 'totalMs'];
const results = ['delivered', 'redirect', 'gone', 'throttled', 'http_error', 'unknown'];
const failures = ['refused', 'dns', 'connect', 'tls', 'timeout', 'reset', 'protocol'];
export const attempt = view('Attempt', 'One HTTP request that was made for a delivery.', {
  id,
  number: whole,
  url: about('Where it went; null where its worker ended before it could say.', orNull(text)),
  requestBytes: about('Of the body.', orNull(whole)),
  startedAt: moment,
  result: choice([...results, ...failures]),
  status: about('What the receiver answered.', orNull(whole)),
  detail: orNull(text),
  responseHeaders: about('Those that hold nothing secret.', orNull({ type: 'object', additionalProperties: text })),
  responseBody: orNull(text),
  responseTruncated: flag,
  timing: inside(Object.fromEntries(phases.map((phase) => [phase, milliseconds])), phases),
});

export const imported = view('Import', 'A bulk import and how far it is.', {
  id,
  kind: choice(importKinds),
  source: text,
  dryRun: flag,
  legacy: about(
    'How an archive is read; null for other kinds.',
    orNull(
      inside({
        ratings: listOf(inside({ label: text, code: text })),
        authors: listOf(text),
        language: orNull(text),
      }),
    ),
  ),
  status: choice(['waiting', 'queued', 'running', 'done', 'failed']),
  size: about('In bytes.', orNull(whole)),
  sha256: orNull(sha256),
  rows: inside({ read: whole, added: whole, known: whole, refused: whole }),
  error: orNull(text),
  requestedBy: byWhom,
  ...stamped,
  finishedAt: orNull(moment),
});
export const importFaults = view('ImportFaults', 'What was wrong with which line, in order.', {
  items: listOf(
    inside({
      line: about('From 1.', whole),
      code: ref(problemCode),
      detail: text,
    }),
  ),
  next: about('The `after` of the next page.', orNull(whole)),
});

export const importRatings = view('ImportRatings', 'Which ratings an archive holds, and what each became here.', {
  items: listOf(
    inside({
      label: about('As the archive writes it; null for lines without one.', orNull(text)),
      code: about('On the scale; null where nobody said what is meant.', orNull(text)),
      count: about('On so many lines.', whole),
    }),
  ),
});

const reportParameters = {
  status: choice(claimStatuses),
  claimKind: choice(claimKinds),
  topic: text,
  language: text,
  assignee: uuid,
  claimant: uuid,
  bom: flag,
  period: inside({ from: moment, until: moment }),
  since: whole,
  claim: uuid,
  audience: choice(bundleAudiences),
  seed: text,
  sample: whole,
} satisfies Record<ReportParameter, unknown>;

export const report = view('Report', 'A report and how far it is.', {
  id,
  kind: choice(reportKinds),
  format: choice(reportFormats),
  parameters: inside(reportParameters, Object.keys(reportParameters)),
  status: choice(reportStatuses),
  checkpointSize: about('The size of the signed checkpoint it is made at.', whole),
  progress: inside({ done: whole, total: orNull(whole) }),
  eta: about('When it will be done if it goes on as it did; null unless it is being made.', orNull(moment)),
  sha256: orNull(sha256),
  size: about('In bytes.', orNull(whole)),
  error: orNull(text),
  requestedBy: about('A member.', orNull(uuid)),
  ...stamped,
  startedAt: about('By the worker that makes it now, or made it.', orNull(moment)),
  finishedAt: orNull(moment),
  expiresAt: about('From then on there is no file any more.', orNull(moment)),
});
