import type { RoomProviders } from '../room-providers.js';
import { MergedClaims } from './merged-claims.js';
import { ScaleReads } from './scale-reads.js';

/** Tables of everything, as reports. */
export const registers: RoomProviders = {
  offered: [],
  inside: [MergedClaims, ScaleReads],
};
