import { QueueReads } from './queue-reads.js';
import { ReviewDateStore } from './review-date-store.js';
import { SetReviewBy } from './set-review-by.js';
import { StageReads } from './stage-reads.js';
import type { RoomProviders } from '../room-providers.js';

/** What waits for somebody. */
export const queue: RoomProviders = {
  verbs: [SetReviewBy],
  reads: [QueueReads, StageReads],
  inside: [ReviewDateStore],
};
