import { ArticleImporter } from './article-importer.js';
import { BulkClaimants } from './bulk-claimants.js';
import { ClaimImporter } from './claim-importer.js';
import { ExternalReviewImporter } from './external-review-importer.js';
import { FinishImport } from './finish-import.js';
import { ImportBatch } from './import-batch.js';
import { ImportKeys } from './import-keys.js';
import { ImportRatings } from './import-ratings.js';
import { ImportStore } from './import-store.js';
import { LegacyImporter } from './legacy-importer.js';
import { LegacyStore } from './legacy-store.js';
import { RequestImport, SendImportContent } from './request-import.js';
import { SourceImporter } from './source-importer.js';
import type { RoomProviders } from '../room-providers.js';

/** Rows of files. */
export const imports: RoomProviders = {
  verbs: [
    RequestImport,
    SendImportContent,
    ImportBatch,
    FinishImport,
    SourceImporter,
    ArticleImporter,
    ClaimImporter,
    ExternalReviewImporter,
    LegacyImporter,
  ],
  reads: [ImportStore, ImportRatings],
  inside: [BulkClaimants, ImportKeys, LegacyStore],
};
