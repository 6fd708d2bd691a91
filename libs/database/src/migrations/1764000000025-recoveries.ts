import { sqlMigration, tenant } from './sql-migration.js';

/** Sending again what an endpoint missed: a range of the log, and how far it was gone through. */
export const Recoveries = sqlMigration(
  'Recoveries',
  '1764000000025',
  `
create table webhook_recovery (
  organization_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  scope text collate "C" not null check (scope in ('missed', 'exhausted', 'all')),
  from_index bigint not null,
  until_index bigint not null,
  next_index bigint not null,
  -- Deliveries put on their way so far.
  deliveries int not null default 0,
  status text collate "C" not null check (status in ('running', 'done', 'stopped')),
  created_at timestamptz(3) not null,
  finished_at timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id, endpoint_id) references webhook_endpoint (organization_id, id)
);
create index webhook_recovery_by_endpoint on webhook_recovery (organization_id, endpoint_id, id desc);
${tenant('webhook_recovery')}
`,
);
