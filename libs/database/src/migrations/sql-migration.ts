import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A forward-only migration of plain SQL. `stamp` orders it (TypeORM wants 13 digits at the end of the name). */
export function sqlMigration(name: string, stamp: string, sql: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `${name}${stamp}`;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(sql);
    }

    down(): Promise<void> {
      throw new Error('Migrations go forward only. Restore the backup that was made before this one.');
    }
  };
}

/** The second fence: forced row-level security on one tenant table, and what the application may do with it. */
export const tenant = (table: string, grants = 'select, insert, update'): string => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy tenant on ${table}
  using (organization_id = current_organization()) with check (organization_id = current_organization());
grant ${grants} on ${table} to claimdesk_app;
`;

/** Rows that are written once: the database itself refuses every change, whoever asks. */
export const appendOnly = (table: string): string => `
create trigger append_only before update or delete on ${table} for each row execute function refuse_change();
create trigger append_only_truncate before truncate on ${table} for each statement execute function refuse_change();
`;
