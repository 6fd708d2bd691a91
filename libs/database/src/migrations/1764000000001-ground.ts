import { sqlMigration } from './sql-migration.js';

/** Roles and the functions that every later table uses. */
export const Ground = sqlMigration(
  'Ground',
  '1764000000001',
  `
do $$ begin
  if not exists (select from pg_roles where rolname = 'claimdesk_app') then create role claimdesk_app nologin; end if;
exception when duplicate_object or unique_violation then null; -- another database of this cluster was quicker
end $$;
do $$ begin
  if not exists (select from pg_roles where rolname = 'claimdesk_public') then create role claimdesk_public nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$;
-- A database with one URL migrates as the owner and works as the app: the owner must be allowed to step down. Since
-- PostgreSQL 16 whoever makes a role is a member that may not SET ROLE to it, so being a member is not enough to ask for.
do $$ begin
  execute format('grant claimdesk_app, claimdesk_public to %I', current_user);
exception when insufficient_privilege or invalid_grant_operation then null; -- the operator made the roles, and granted what is needed
end $$;
grant usage on schema public to claimdesk_app, claimdesk_public;
-- Whoever works as the application alone must see at its start whether the schema is as new as its release.
grant select on migration to claimdesk_app;

-- No setting, no organization, no rows.
create function current_organization() returns uuid language sql stable parallel safe
  return nullif(current_setting('claimdesk.organization', true), '')::uuid;

-- The one spelling of a moment: RFC 3339, UTC, milliseconds.
create function instant(moment timestamptz) returns text language sql stable parallel safe
  return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on % is refused: the ledger is append-only', tg_op, tg_table_name using errcode = '55000';
end $$;
`,
);
