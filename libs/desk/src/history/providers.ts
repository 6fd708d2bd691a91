import { AsOf } from './claim-as-of.js';
import { HistoryWords } from './history-words.js';
import { PartsThen } from './parts-then.js';
import type { RoomProviders } from '../room-providers.js';

/** How things were. */
export const history: RoomProviders = {
  verbs: [],
  reads: [HistoryWords, AsOf],
  inside: [PartsThen],
};
