import { sqlMigration } from './sql-migration.js';

// The owner is behind the fence too, and would find no organization's rows to fill in.
const pastTheFence = (statement: string): string => `
alter table event no force row level security;
alter table ledger_state no force row level security;
${statement}
alter table event force row level security;
alter table ledger_state force row level security;`;

/** What a desk has to look at. Each index holds only what stands in its queue, so it stays as short as the queue is. */
export const Queues = sqlMigration(
  'Queues',
  '1764000000014',
  `
-- When a published claim is to be looked at again.
alter table claim add column review_by date;

create index claim_in_hand on claim (organization_id, assignee_id, id) where status = 'checking';
create index claim_due on claim (organization_id, due_on, id)
  where due_on is not null and status in ('submitted', 'accepted', 'checking');
create index claim_review_by on claim (organization_id, review_by, id) where review_by is not null and status = 'published';
-- A claim is stuck when nothing happened to it or below it. What happened to the claim itself is a bound for that.
create index claim_waiting on claim (organization_id, updated_at, id)
  where status in ('submitted', 'accepted', 'checking', 'suspended');
create index verdict_waiting on verdict (organization_id, status, claim_id) where status in ('in_review', 'changes_requested');
create index verdict_embargoed on verdict (organization_id, scheduled_for, claim_id) where status = 'scheduled';

-- The status that a state tells, where its subject has one: stages are timed without opening an event's bytes.
alter table ledger_state add column status text collate "C";
${pastTheFence(`update ledger_state s
   set status = convert_from(e.bytes, 'UTF8')::json #>> array['changes', s.change::text, 'after', 'status']
  from event e where e.organization_id = s.organization_id and e.id = s.event_id;`)}
create index ledger_state_steps on ledger_state (organization_id, from_index) include (type, id, root_id)
  where type in ('claim', 'verdict');
-- The index over all of a root's states holds citations and ballots too, and is thought too long to be walked for verdicts.
create index ledger_state_verdicts on ledger_state (organization_id, root_id, from_index) include (status) where type = 'verdict';
`,
);
