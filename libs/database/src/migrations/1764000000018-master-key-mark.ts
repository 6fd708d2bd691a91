import { sqlMigration } from './sql-migration.js';

/** One value sealed with the master key that this database was begun with: another key is seen at the start, not weeks later. */
export const MasterKeyMark = sqlMigration(
  'MasterKeyMark',
  '1764000000018',
  `
create table master_key_mark (
  alone boolean primary key default true check (alone),
  sealed bytea not null
);
grant select, insert on master_key_mark to claimdesk_app;
`,
);
