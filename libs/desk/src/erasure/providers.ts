import type { RoomProviders } from '../room-providers.js';
import { ConfirmErasure } from './confirm-erasure.js';
import { ErasedNames } from './erased-names.js';
import { EraseAgain } from './erase-again.js';
import { ErasureDoctor } from './erasure-doctor.js';
import { ErasureReach } from './erasure-reach.js';
import { ErasureRegister } from './erasure-register.js';
import { ErasureStore } from './erasure-store.js';
import { Mentions } from './mentions.js';
import { ArchivePlace } from './places/archive-place.js';
import { CapturesPlace } from './places/captures-place.js';
import { ClaimsPlace } from './places/claims-place.js';
import { ConfidentialPlace } from './places/confidential-place.js';
import { InboxPlace } from './places/inbox-place.js';
import { PreviewErasure } from './preview-erasure.js';
import { RefuseErasure } from './refuse-erasure.js';
import { RequestErasure } from './request-erasure.js';

/** Erasure under the law: asked for by one person, decided by another. */
export const erasure: RoomProviders = {
  verbs: [RequestErasure, ConfirmErasure, RefuseErasure, EraseAgain],
  reads: [ErasureStore, ErasureRegister, ErasureDoctor, PreviewErasure],
  inside: [
    ErasureReach,
    ErasedNames,
    Mentions,
    ClaimsPlace,
    InboxPlace,
    CapturesPlace,
    ConfidentialPlace,
    ArchivePlace,
  ],
};
