import type { RoomProviders } from '../room-providers.js';
import { BundleBeginning } from './bundle-beginning.js';

/** The log as a file that anyone verifies offline. */
export const bundle: RoomProviders = {
  offered: [],
  inside: [BundleBeginning],
};
