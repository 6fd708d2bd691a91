import { sqlMigration } from './sql-migration.js';

/** Where a claim's check is published first, when that is elsewhere: {"url": …, "cmsId": …}. */
export const PageOfRecord = sqlMigration(
  'PageOfRecord',
  '1764000000028',
  `
alter table claim add column page_of_record jsonb check (page_of_record ? 'url');
`,
);
