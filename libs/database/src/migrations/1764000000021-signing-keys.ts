import { sqlMigration } from './sql-migration.js';

/** Signing keys that follow each other, each told by an event. A retired one stays: what it signed is verified with it. */
export const SigningKeyVersions = sqlMigration(
  'SigningKeyVersions',
  '1764000000021',
  `
alter table signing_key add column version int not null default 1,
  add constraint signing_key_retired_after check (retired_at >= created_at);
`,
);
