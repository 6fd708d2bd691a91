import { appendOnly, sqlMigration, tenant } from './sql-migration.js';

/** Verdicts that go out urgently and owe ballots; and those that were decided before Claimdesk, without any. */
export const ProceduresAndArchive = sqlMigration(
  'ProceduresAndArchive',
  '1764000000016',
  `
alter table verdict add column procedure text collate "C" not null default 'standard'
  constraint verdict_procedure_known check (procedure in ('standard', 'urgent', 'refile'));
-- What an urgent publication owes: the quorum that must be had in the end, and until when.
alter table verdict add column rest_status text collate "C"
  constraint verdict_rest_status_known check (rest_status in ('to_come', 'waiting', 'complete', 'refused'));
alter table verdict add column rest_quorum jsonb;
alter table verdict add column rest_due_at timestamptz(3);
alter table verdict add column rest_ended_at timestamptz(3);
-- When the first of those who judged it late said no.
alter table verdict add column disputed_at timestamptz(3);
alter table verdict add constraint verdict_rest_whole check ((rest_status is null) = (rest_quorum is null)
  and (rest_status is null or procedure = 'urgent')
  and (coalesce(rest_status, 'to_come') = 'to_come') = (rest_due_at is null)
  and (coalesce(rest_status, '') in ('complete', 'refused')) = (rest_ended_at is not null));
drop index verdict_waiting;
create index verdict_waiting on verdict (organization_id, claim_id)
  where status = 'in_review' or status = 'published' and rest_status = 'waiting';
create index verdict_sent_back on verdict (organization_id, claim_id) where status = 'changes_requested';
create index verdict_owing on verdict (organization_id, (coalesce(disputed_at, rest_due_at)), claim_id)
  where status = 'published' and rest_status in ('waiting', 'refused');

-- A verdict from before Claimdesk: what the record said, and that nobody voted here. Such a one was never open, has no
-- ballots and never gets any; no other one may do without the frozen content and its quorum.
alter table verdict add column legacy jsonb;
alter table verdict drop constraint verdict_check1;
alter table verdict add constraint verdict_frozen check (legacy is not null or status in ('draft', 'changes_requested', 'abandoned')
  or (digest is not null and content is not null and quorum is not null));
alter table verdict add constraint verdict_legacy_apart check (legacy is null or (status in ('published', 'superseded', 'retracted')
  and digest is null and content is null and quorum is null and policy_version is null and submitted_at is null
  and procedure = 'standard' and outcome = 'rating'));

-- The bytes as they came.
create table legacy_record (
  organization_id uuid not null,
  verdict_id uuid not null,
  import_id uuid not null,
  raw text not null,
  primary key (organization_id, verdict_id),
  foreign key (organization_id, verdict_id) references verdict (organization_id, id),
  foreign key (organization_id, import_id) references import (organization_id, id)
);
${tenant('legacy_record', 'select, insert')}
${appendOnly('legacy_record')}

alter table import drop constraint import_kind_check;
alter table import add constraint import_kind_check check (kind in ('sources', 'articles', 'claims', 'external-reviews', 'legacy'));
-- How an archive is to be read: labels and what they mean here, the newsroom's own names, a language.
alter table import add column legacy jsonb;
alter table import add constraint import_legacy_whole check ((kind = 'legacy') = (legacy is not null));

-- Which ratings an archive holds, and what each became.
create table import_rating (
  organization_id uuid not null,
  import_id uuid not null,
  -- '' for records without one.
  label text collate "C" not null,
  code text collate "C",
  count bigint not null,
  primary key (organization_id, import_id, label),
  foreign key (organization_id, import_id) references import (organization_id, id)
);
${tenant('import_rating', 'select, insert, update, delete')}

alter table claim drop constraint claim_kind_known;
alter table claim add constraint claim_kind_known check (kind in ('quantity', 'date', 'duration', 'event', 'causal', 'attribution',
  'quotation', 'affiliation', 'legal', 'authenticity', 'prediction', 'opinion', 'unclassified'));
`,
);
