import type { RoomProviders } from '../room-providers.js';
import { NotSelectedStore } from './not-selected-store.js';
import { PublicationReads } from './publication-reads.js';
import { PublishedMaterial } from './published-material.js';
import { PublishedDifferences } from './published-differences.js';
import { PublishedDoctor } from './published-doctor.js';
import { PublishedReader } from './published-reader.js';
import { PublishedReads } from './published-reads.js';
import { PublishedRows } from './published-rows.js';
import { PublishedStore } from './published-store.js';

/** What is public, in rows of its own that are filled from the log. */
export const published: RoomProviders = {
  offered: [PublishedDoctor, PublishedReader, PublishedReads],
  inside: [PublicationReads, PublishedMaterial, PublishedRows, PublishedStore, PublishedDifferences, NotSelectedStore],
};
