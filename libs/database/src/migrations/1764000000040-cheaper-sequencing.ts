import { sqlMigration } from './sql-migration.js';

/**
 * The sequencer writes several rows an event, and these three made each of them dearer. An event can be neither changed nor
 * deleted (its triggers refuse), so a foreign key to it guards nothing, yet it locked every event row, which is a write to
 * each. The index of current states moved with every change of `until_index` and took all other indexes with it; the end of
 * the primary key answers the same.
 */
export const CheaperSequencing = sqlMigration(
  'CheaperSequencing',
  '1764000000040',
  `
alter table ledger_entry drop constraint ledger_entry_organization_id_event_id_fkey;
drop index ledger_state_current;
-- Room in each page for the one update that every state gets, next to where it stands.
alter table ledger_state set (fillfactor = 90);
`,
);
