import { ArticleStore } from './article-store.js';
import { IngestArticle } from './ingest-article.js';
import type { RoomProviders } from '../room-providers.js';

/** Articles and their text. */
export const articles: RoomProviders = {
  verbs: [IngestArticle],
  reads: [ArticleStore],
  inside: [],
};
