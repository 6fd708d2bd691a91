import type { RoomProviders } from '../room-providers.js';
import { PageReads } from './page-reads.js';
import { PublicPages } from './public-pages.js';

/** What readers see. */
export const pages: RoomProviders = {
  offered: [PublicPages],
  inside: [PageReads],
};
