import { sqlMigration } from './sql-migration.js';

/** Since when the log's work waits, so that metrics can tell a queue that moves from one that stands. */
export const SinceWhen = sqlMigration(
  'SinceWhen',
  '1764000000036',
  `
alter table event_pending add column recorded_at timestamptz(3) not null default clock_timestamp();
alter table ledger_due add column since timestamptz(3) not null default clock_timestamp();
`,
);
