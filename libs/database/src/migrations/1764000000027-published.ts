import { sqlMigration, tenant } from './sql-migration.js';

/** Everybody may read these, through a role that has no right to anything else. The rows hold nothing that is not public. */
export const everybody = (table: string): string => `
${tenant(table, 'select, insert, update, delete')}
-- A condition that is always true costs no index: those that are not leakproof (@@) are still used.
create policy everybody on ${table} for select to claimdesk_public using (true);
grant select on ${table} to claimdesk_public;
`;

/** What is public, filled from the log: an organization, its published claims, every version of them. */
export const PublishedTables = sqlMigration(
  'PublishedTables',
  '1764000000027',
  `
-- Whoever works as the application may step down to the public role, and never reads through it unasked: the policies of
-- the public role would else hold for the application too, and open the fence between organizations.
do $$ begin
  if not exists (select from pg_auth_members m where m.roleid = 'claimdesk_public'::regrole and m.member = 'claimdesk_app'::regrole) then
    alter role claimdesk_app noinherit;
    grant claimdesk_public to claimdesk_app;
  end if;
exception when insufficient_privilege or invalid_grant_operation then null; -- the operator made the roles, and granted what is needed
end $$;

alter table organization add column site_name text;
alter table organization add column base_url text collate "C";

create table published_progress (
  organization_id uuid primary key,
  next_index bigint not null
);
${tenant('published_progress')}
-- Logs that were there before this reader. It looks up how long they are.
insert into ledger_due (reader, organization_id, size) select 'published', organization_id, 0 from public_address;

create table published_organization (
  organization_id uuid primary key,
  slug text collate "C" not null,
  name text not null,
  site_name text,
  base_url text collate "C",
  changed_at timestamptz(3) not null,
  page jsonb not null
);
create unique index published_organization_slug on published_organization (slug);
${everybody('published_organization')}

create table published_claim (
  organization_id uuid not null,
  claim_id uuid not null,
  slug text collate "C" not null,
  state text collate "C" not null check (state in ('published', 'suspended', 'retracted')),
  language text collate "C" not null,
  version int,
  statement text,
  rating text collate "C",
  topics text[] not null default '{}',
  page_of_record text collate "C",
  published_at timestamptz(3),
  -- Of what is no longer shown: since when.
  modified_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  digest text collate "C" not null,
  page jsonb not null,
  search tsvector,
  primary key (organization_id, claim_id),
  -- What is suspended or retracted leaves a notice, and no word of what was said before.
  check ((state = 'published') = (statement is not null)),
  check (state = 'published' or (rating is null and topics = '{}' and published_at is null and search is null and page_of_record is null))
);
create unique index published_claim_slug on published_claim (organization_id, slug);
create index published_claim_changed on published_claim (organization_id, changed_at);
create index published_claim_latest on published_claim (organization_id, published_at desc, claim_id desc) where state = 'published';
create index published_claim_everywhere on published_claim (published_at desc, claim_id desc) where state = 'published';
create index published_claim_search on published_claim using gin (search) where state = 'published';
${everybody('published_claim')}

create table published_version (
  organization_id uuid not null,
  claim_id uuid not null,
  number int not null,
  published_at timestamptz(3) not null,
  change text collate "C" not null,
  major boolean,
  note text,
  page jsonb not null,
  primary key (organization_id, claim_id, number),
  foreign key (organization_id, claim_id) references published_claim (organization_id, claim_id)
);
create index published_version_corrections on published_version (organization_id, published_at desc, claim_id desc, number desc)
  where change <> 'first';
${everybody('published_version')}
`,
);
