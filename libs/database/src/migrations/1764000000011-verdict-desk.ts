import { appendOnly, sqlMigration, tenant } from './sql-migration.js';

/** The rest of a verdict's life: schedule, precedents, void ballots; policies that two people weaken; scales by id. */
export const VerdictDesk = sqlMigration(
  'VerdictDesk',
  '1764000000011',
  `
-- Trusted since PostgreSQL 13: the database's owner may create it. Used by function, never by an index (see precedents).
create extension if not exists pg_trgm;

alter table verdict add column scheduled_for timestamptz(3);
alter table verdict add column scheduled_by uuid;
-- Names one scheduling, so that the clock's work for an earlier one finds nothing.
alter table verdict add column schedule_id uuid;
alter table verdict add column embargo_lifted_because text;
alter table verdict add column precedents jsonb not null default '[]';
alter table verdict add foreign key (organization_id, scheduled_by) references member (organization_id, id);
alter table verdict add constraint verdict_schedule_whole check ((status = 'scheduled') = (schedule_id is not null)
  and (schedule_id is null or (scheduled_for is not null and scheduled_by is not null)));
create unique index verdict_by_schedule on verdict (organization_id, schedule_id) where schedule_id is not null;

-- What was once frozen and then recalled or revised: the ballots on it name these bytes.
create table verdict_past_content (
  organization_id uuid not null,
  verdict_id uuid not null,
  digest text collate "C" not null,
  content bytea not null,
  submitted_at timestamptz(3) not null,
  primary key (organization_id, verdict_id, digest),
  foreign key (organization_id, verdict_id) references verdict (organization_id, id)
);
${tenant('verdict_past_content', 'select, insert')}
${appendOnly('verdict_past_content')}

-- A ballot is never changed, only voided: by its voter, or by what happened to the verdict.
alter table ballot add column voided_at timestamptz(3);
alter table ballot add column voided_because text collate "C"
  check (voided_because in ('withdrawn', 'recalled', 'revised', 'objected'));
alter table ballot add check ((voided_at is null) = (voided_because is null));
alter table ballot drop constraint ballot_organization_id_verdict_id_digest_voter_id_key;
create unique index ballot_one_standing on ballot (organization_id, verdict_id, digest, voter_id) where voided_at is null;
create index ballot_by_verdict on ballot (organization_id, verdict_id, id);
grant update (voided_at, voided_because, version) on ballot to claimdesk_app;

create table policy_proposal (
  organization_id uuid not null references organization,
  id uuid not null,
  -- The version it was proposed against: a proposal does not outlive a change of what it would replace.
  base_version int not null,
  content jsonb not null,
  weakens text[] not null,
  proposed_by uuid not null,
  policy_version int,
  confirmed_by uuid,
  version int not null default 1,
  created_at timestamptz(3) not null,
  decided_at timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id, proposed_by) references member (organization_id, id),
  foreign key (organization_id, confirmed_by) references member (organization_id, id),
  foreign key (organization_id, policy_version) references policy (organization_id, version),
  -- Two people, whatever the application believes.
  check (confirmed_by <> proposed_by),
  check ((policy_version is null) = (confirmed_by is null) and (confirmed_by is null) = (decided_at is null))
);
${tenant('policy_proposal')}

alter table rating_scale add column id uuid not null default gen_random_uuid();
create unique index rating_scale_id on rating_scale (organization_id, id);
`,
);
