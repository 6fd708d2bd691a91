import type { RoomProviders } from '../room-providers.js';
import { TransparencyBuilder } from './transparency-builder.js';
import { TransparencyReads } from './transparency-reads.js';
import { TransparencyStore } from './transparency-store.js';

/** A period in figures. */
export const transparency: RoomProviders = {
  offered: [],
  inside: [TransparencyBuilder, TransparencyReads, TransparencyStore],
};
