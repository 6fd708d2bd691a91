import type { RoomProviders } from '../room-providers.js';
import { NotSelectedStore } from './not-selected-store.js';
import { PublicationReads } from './publication-reads.js';
import { PublishedMaterial } from './published-material.js';
import { PublishedReader, PublishedSources } from './published-reader.js';
import { PublishedReads } from './published-reads.js';
import { PublishedStore } from './published-store.js';

/** What is public, in rows of its own that are filled from the log. */
export const published: RoomProviders = {
  offered: [PublishedReader, PublishedReads],
  inside: [PublicationReads, PublishedMaterial, PublishedSources, PublishedStore, NotSelectedStore],
};
