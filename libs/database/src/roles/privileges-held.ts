import type { Statement } from '../connections.js';

/** What one role was granted on one object: `select, insert` on `table claim`. Everybody is `public`. */
export interface Held {
  readonly role: string;
  readonly object: string;
  readonly privileges: readonly string[];
}

/** What roles may do: role → object → privileges, as `npm run generate` writes it down. */
export type Granted = Readonly<Record<string, Readonly<Record<string, string>>>>;

// Names in our own schema stand alone, others with theirs. Functions that work as whoever calls them open nothing.
const objects = `
  select case when c.relkind = 'S' then 'sequence ' else 'table ' end ||
         case when n.nspname = 'public' then '' else quote_ident(n.nspname) || '.' end || quote_ident(c.relname) as object,
         c.relowner as owner, c.relacl as acl
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
     and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  union all
  select 'column ' || case when n.nspname = 'public' then '' else quote_ident(n.nspname) || '.' end || quote_ident(c.relname) || '.' ||
         quote_ident(a.attname), c.relowner, a.attacl
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
   where a.attacl is not null and not a.attisdropped and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  union all
  select 'schema ' || quote_ident(nspname), nspowner, nspacl from pg_namespace
   where nspname !~ '^pg_' and nspname <> 'information_schema'
  union all
  select 'function ' || p.oid::regprocedure, p.proowner, coalesce(p.proacl, acldefault('f', p.proowner))
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where p.prosecdef and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  union all
  select 'database', datdba, datacl from pg_database where datname = current_database()`;

/** What these roles, and everybody, were granted in this database, by the catalog. Whatever an owner may do by itself is left out. */
export async function privilegesHeld(database: Pick<Statement, 'query'>, roles: readonly string[]): Promise<Held[]> {
  return database.query<Held & Record<string, unknown>>(
    `select * from (
       select coalesce(r.rolname, 'public') as role, o.object,
              array_agg(distinct lower(a.privilege_type) || case when a.is_grantable then ' (and may pass it on)' else '' end
                        order by lower(a.privilege_type) || case when a.is_grantable then ' (and may pass it on)' else '' end) as privileges
         from (${objects}) o cross join aclexplode(o.acl) a left join pg_roles r on r.oid = a.grantee
        where a.grantee <> o.owner
          -- Who may connect and make temporary tables is for whoever runs the server to say.
          and (o.object <> 'database' or a.privilege_type = 'CREATE') group by 1, 2) held
      where role = 'public' or role = any($1::text[]) order by role collate "C", object collate "C"`,
    [roles],
  );
}

/**
 * The same as it is written down.
 * @public for scripts/generate.mjs
 */
export const asGranted = (held: readonly Held[]): Granted =>
  Object.fromEntries(
    [...new Set(held.map(({ role }) => role))].map((role) => [
      role,
      Object.fromEntries(held.filter((one) => one.role === role).map((one) => [one.object, one.privileges.join(', ')])),
    ]),
  );
