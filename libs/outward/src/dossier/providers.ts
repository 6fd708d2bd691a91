import type { RoomProviders } from '../room-providers.js';
import { DossierReads } from './dossier-facts.js';
import { DossierStore } from './dossier-store.js';

/** One claim, whole. */
export const dossier: RoomProviders = {
  offered: [],
  inside: [DossierReads, DossierStore],
};
