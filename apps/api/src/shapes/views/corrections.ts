import { correctionKinds, correctionWorkflow, statesOf } from '#libs/factcheck';
import { about, choice, day, flag, id, inside, moment, orNull, stamped, text, uuid, view } from '../schema.js';

const statuses = statesOf(correctionWorkflow);
const reference = about('Short enough to be read out.', { type: 'string', pattern: '^K-[0-9A-Z]{8}$' });

const fields = {
  id,
  reference,
  claim: uuid,
  verdict: uuid,
  status: choice(statuses),
  request: about('null: erased.', orNull(text)),
  requestedBy: orNull(uuid),
  fromPublic: about('Whether a reader asked. Who it was is never shown here.', flag),
  kind: orNull(choice(correctionKinds)),
  major: orNull(flag),
  decisionReason: orNull(text),
  decidedBy: orNull(uuid),
  rejectedBy: orNull(uuid),
  appeal: orNull(text),
  note: orNull(text),
  dueOn: day,
  newVerdict: orNull(uuid),
  ...stamped,
  updatedAt: moment,
  publishedAt: orNull(moment),
};

export const correction = view('Correction', 'A request to correct what is published, and what became of it.', fields);

export const rejectedCorrection = view('RejectedCorrection', 'The correction, and the way to complain.', {
  ...fields,
  complaintRoute: inside({ appeal: text, complaints: text }),
});

export const publicReceipt = view(
  'PublicReceipt',
  'What a reader keeps: the token opens the status and is shown once.',
  {
    reference,
    token: text,
    status: about('The address of the status.', { type: 'string', format: 'uri-reference' }),
  },
);

export const publicStatus = view('PublicStatus', 'How far a request is, and the answer.', {
  reference,
  receivedAt: moment,
  status: choice(['received', ...statuses]),
  dueOn: orNull(day),
  reason: about('Why it was rejected.', orNull(text)),
  note: about('What was wrong and what is right, once it is published.', orNull(text)),
});

export const inboxRequest = view('InboxRequest', 'What a reader has sent and nobody has taken in yet.', {
  id,
  reference,
  about: text,
  request: text,
  receivedAt: moment,
  requester: about('Sealed at rest, and erased on request.', {
    ...orNull(inside({ name: text, contact: text }, ['name', 'contact'])),
  }),
});

export const discarded = view('Discarded', 'What was erased.', { discarded: uuid });
