import type { Statement } from '../connections.js';
import type { RoleFinding } from './compare-grants.js';

// Ids, times and public addresses only: read before anybody knows which organization is meant.
const withoutFence = ['event_pending', 'ledger_due', 'public_address', 'work_due'];

/** A grant is worth what row-level security leaves of it: tables where it is off, and policies that let more through. */
export async function fence(database: Pick<Statement, 'query'>): Promise<RoleFinding[]> {
  const open = await database.query<{ table: string }>(
    `select quote_ident(c.relname) as table from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped)
        and c.relname <> all($1::text[]) order by c.relname collate "C"`,
    [withoutFence],
  );
  const wide = await database.query<{ table: string; policy: string; role: string }>(
    `select quote_ident(tablename) as table, quote_ident(policyname) as policy, array_to_string(roles, ', ') as role from pg_policies
      where schemaname = 'public' and permissive = 'PERMISSIVE'
        and not (qual = '(organization_id = current_organization())' and with_check = '(organization_id = current_organization())')
        and not (tablename like 'published\\_%' and roles = '{claimdesk_public}' and cmd = 'SELECT')
      order by tablename collate "C", policyname collate "C"`,
  );
  return [
    ...open.map(({ table }): RoleFinding => ({
      kind: 'fence_open',
      role: 'claimdesk_app',
      sentence: `Row-level security is not forced on table ${table}: nothing in the database keeps organizations apart there.`,
      remedy: `alter table ${table} enable row level security, force row level security;`,
    })),
    ...wide.map(({ table, policy, role }): RoleFinding => ({
      kind: 'fence_open',
      role,
      sentence: `Policy ${policy} on table ${table} lets ${role} reach rows of other organizations.`,
      remedy: `drop policy ${policy} on ${table};`,
    })),
  ];
}
