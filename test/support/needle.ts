import type { TestDatabase } from './database.js';

/** Every column of every table in which the words stand, as they are, as bytes, or as JSON: `table.column`, by name. */
export async function whereStands(on: TestDatabase, needle: string): Promise<string[]> {
  const columns = await on.asOwner<{ table: string; column: string; type: string }>(
    `select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and format_type(a.atttypid, null) in ('text', 'text[]', 'bytea', 'bytea[]', 'json', 'jsonb', 'tsvector', 'character varying')`,
  );
  const asked = columns.map(({ table, column, type }) => {
    const holds =
      type === 'bytea'
        ? `position(convert_to($1, 'UTF8') in "${column}") > 0`
        : type === 'bytea[]'
          ? `exists (select from unnest("${column}") b where position(convert_to($1, 'UTF8') in b) > 0)`
          : `position(lower($1) in lower("${column}"::text)) > 0`;
    return `select '${table}.${column}' as place where exists (select from "${table}" where ${holds})`;
  });
  const found = await on.asOwner<{ place: string }>(`${asked.join(' union all ')} order by place`, [needle]);
  return found.map(({ place }) => place);
}
