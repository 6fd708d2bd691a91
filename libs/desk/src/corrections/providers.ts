import { AcceptCorrection } from './accept-correction.js';
import { AcknowledgeCorrection } from './acknowledge-correction.js';
import { AppealCorrection } from './appeal-correction.js';
import { CorrectionDeadline } from './correction-deadline.js';
import { CorrectionStore } from './correction-store.js';
import { InboxStore } from './inbox-store.js';
import { DiscardFromInbox, SendPublicRequest } from './public-inbox.js';
import { RejectCorrection } from './reject-correction.js';
import { RequestCorrection } from './request-correction.js';
import { TakeFromInbox } from './take-from-inbox.js';
import type { RoomProviders } from '../room-providers.js';

/** Requests for correction, from inside and from readers. */
export const corrections: RoomProviders = {
  verbs: [
    RequestCorrection,
    AcknowledgeCorrection,
    AcceptCorrection,
    RejectCorrection,
    AppealCorrection,
    SendPublicRequest,
    TakeFromInbox,
    DiscardFromInbox,
  ],
  reads: [CorrectionStore, InboxStore],
  inside: [CorrectionDeadline],
};
