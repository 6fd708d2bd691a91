import { sqlMigration } from './sql-migration.js';

/** How many leases in a row ran out: each may stand for something that was done and never recorded. */
export const LostLeases = sqlMigration(
  'LostLeases',
  '1764000000026',
  `
alter table work_due add column lost_leases int not null default 0;
`,
);
