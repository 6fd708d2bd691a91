import { sqlMigration } from './sql-migration.js';

/** What the live export says in SQL of what libs/factcheck says for reports; tests hold the two together. */
export const LiveExport = sqlMigration(
  'LiveExport',
  '1764000000030',
  `
-- The first moment that a partial date may mean, in seconds; later than all others where there is none (first-appearance.ts).
create function earliest(date text) returns float8 language sql immutable parallel safe return (
  select case when date ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?$' then
      ((p.y / 400 * 146097 + p.y % 400 * 365 + p.y % 400 / 4 - p.y % 400 / 100
         + (153 * p.m + 2) / 5 + p.d - 1)::float8 * 24 + p.hour - p.zone_hour) * 3600 + (p.minute - p.zone_minute) * 60 + p.second
    else 'infinity' end
  from (
    select g.year - (g.month <= 2)::int as y, g.month + case when g.month > 2 then -3 else 9 end as m, g.day as d,
           g.hour, g.minute, g.second, g.sign * g.zone_hour as zone_hour, g.sign * g.zone_minute as zone_minute
      from (
        select coalesce(nullif(substring(date from '^[0-9]{4}'), '')::int, 0) as year,
               coalesce(substring(date from '^[0-9]{4}-([0-9]{2})')::int, 1) as month,
               coalesce(substring(date from '^[0-9]{4}-[0-9]{2}-([0-9]{2})')::int, 1) as day,
               coalesce(substring(date from 'T([0-9]{2})')::int, 0) as hour,
               coalesce(substring(date from 'T[0-9]{2}:([0-9]{2})')::int, 0) as minute,
               coalesce(substring(date from 'T[0-9]{2}:[0-9]{2}:([0-9]{2})')::int, 0) as second,
               coalesce(substring(date from '([+-])[0-9]{2}:[0-9]{2}$') || '1', '1')::int as sign,
               coalesce(substring(date from '[+-]([0-9]{2}):[0-9]{2}$')::int, 0) as zone_hour,
               coalesce(substring(date from '[+-][0-9]{2}:([0-9]{2})$')::int, 0) as zone_minute) g) p);

-- A cell that begins like a formula gets an apostrophe before it, also behind blanks. Letters, the most of all beginnings, are let through
-- without a look at the pattern.
create function as_cell(words text) returns text language sql immutable parallel safe return
  case when ascii(words) between 65 and 126 then words
       when words ~ '^[\\s\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]*[=+\\-@＝＋－＠]' or words ~ '^[\\t\\r]' then '''' || words
       else words end;
`,
);
