import type { Statement } from './connections.js';

interface Line {
  readonly line: string;
}

/**
 * The schema as text, from the catalog: equal on every supported PostgreSQL, so that a review shows what a migration did.
 * @public for scripts/generate.mjs
 * (pg_dump is not part of the embedded server and words things differently between versions.)
 */
export async function describeSchema(database: Pick<Statement, 'query'>): Promise<string> {
  const parts = [tables, policies, triggers, grants, functions];
  const lines: string[] = [];
  for (const part of parts) lines.push(...(await database.query<Line>(part)).map((row) => row.line), '');
  return `${lines.join('\n').trim()}\n`;
}

const ours = `select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'migration'`;

const tables = `
with ours as (${ours}), lines as (
  select relname, 0 as part, 0 as place, format('table %s%s', relname,
    case when relforcerowsecurity then ' (row-level security forced)' when relrowsecurity then ' (row-level security)' else '' end) as line from ours
  union all
  select relname, 1, a.attnum, format('  %s %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
    case when co.collname is not null and co.collname <> 'default' then ' collate ' || co.collname else '' end,
    case when a.attnotnull then ' not null' else '' end,
    case when a.attidentity <> '' then ' identity' when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end)
  from ours join pg_attribute a on a.attrelid = ours.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = ours.oid and d.adnum = a.attnum left join pg_collation co on co.oid = a.attcollation
  union all
  -- PostgreSQL 18 lists not-null constraints too; they already stand with their columns.
  select relname, 2, row_number() over (partition by relname order by con.conname collate "C")::int,
    format('  %s %s', con.conname, pg_get_constraintdef(con.oid))
  from ours join pg_constraint con on con.conrelid = ours.oid and con.contype in ('p', 'u', 'f', 'c')
  union all
  select ours.relname, 3, row_number() over (partition by ours.relname order by i.relname collate "C")::int,
    '  ' || pg_get_indexdef(i.oid)
  from ours join pg_index x on x.indrelid = ours.oid join pg_class i on i.oid = x.indexrelid
  where not exists (select from pg_constraint k where k.conindid = i.oid)
) select line from lines order by relname collate "C", part, place`;

const policies = `select format('policy %s on %s%s using %s with check %s', policyname, tablename,
    case when roles = '{public}' then '' else ' to ' || array_to_string(roles, ', ') end, qual, with_check) as line
  from pg_policies where schemaname = 'public' order by tablename collate "C", policyname collate "C"`;

const triggers = `select pg_get_triggerdef(t.oid) as line from pg_trigger t join (${ours}) o on o.oid = t.tgrelid
  where not t.tgisinternal order by o.relname collate "C", t.tgname collate "C"`;

const grants = `select format('grant %s on %s to %s', string_agg(lower(privilege_type), ', ' order by privilege_type), table_name, grantee) as line
  from information_schema.role_table_grants where table_schema = 'public' and grantee in ('claimdesk_app', 'claimdesk_public')
  group by table_name, grantee order by table_name collate "C", grantee collate "C"`;

const functions = `select format('function %s(%s) returns %s', p.proname, pg_get_function_identity_arguments(p.oid), pg_get_function_result(p.oid)) as line
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  order by p.proname collate "C"`;
