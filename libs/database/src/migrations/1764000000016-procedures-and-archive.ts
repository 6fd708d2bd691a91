import { sqlMigration } from './sql-migration.js';

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
`,
);
