import type { RoomProviders } from '../room-providers.js';
import { Verifications } from './verification.js';

/** What every report to read has in common. */
export const paper: RoomProviders = {
  offered: [],
  inside: [Verifications],
};
