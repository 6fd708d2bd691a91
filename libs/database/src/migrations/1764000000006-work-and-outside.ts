import { sqlMigration, tenant } from './sql-migration.js';

/** Leased work, webhook endpoints with their deliveries and attempts, reports with their bytes. */
export const WorkAndOutsideTables = sqlMigration(
  'WorkAndOutsideTables',
  '1764000000006',
  `
-- Ids and times only, so that a worker finds due work of all organizations in one look, without their rows.
create table work_due (
  kind text collate "C" not null,
  organization_id uuid not null,
  subject_id uuid not null,
  due_at timestamptz(3) not null,
  lease_until timestamptz(3),
  fence int not null default 0,
  primary key (organization_id, kind, subject_id)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
create index work_due_next on work_due (kind, due_at);
grant select, insert, update, delete on work_due to claimdesk_app;

create table webhook_endpoint (
  organization_id uuid not null references organization,
  id uuid not null,
  url text collate "C" not null,
  description text,
  event_types text[] not null,
  status text collate "C" not null check (status in ('enabled', 'disabled')),
  disabled_reason text collate "C",
  sealed_secret bytea not null,
  -- Dense per endpoint: a receiver sees a gap, and a filter never looks like one.
  next_sequence bigint not null default 0,
  -- Events from this ledger index on are delivered.
  from_index bigint not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id)
);
${tenant('webhook_endpoint')}

create table fan_out_progress (
  organization_id uuid primary key,
  next_index bigint not null
);
${tenant('fan_out_progress')}

create table delivery (
  organization_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  ledger_index bigint not null,
  event_id uuid not null,
  sequence bigint not null,
  payload_version smallint not null,
  status text collate "C" not null check (status in ('pending', 'delivered', 'exhausted', 'cancelled')),
  attempts int not null default 0,
  next_attempt_at timestamptz(3),
  created_at timestamptz(3) not null,
  finished_at timestamptz(3),
  primary key (organization_id, id),
  unique (organization_id, endpoint_id, ledger_index),
  unique (organization_id, endpoint_id, sequence),
  foreign key (organization_id, endpoint_id) references webhook_endpoint (organization_id, id),
  foreign key (organization_id, event_id) references event (organization_id, id)
);
create index delivery_by_endpoint on delivery (organization_id, endpoint_id, id desc);
${tenant('delivery')}

create table attempt (
  organization_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  number int not null,
  started_at timestamptz(3) not null,
  result text collate "C" not null,
  status int,
  detail text,
  response_body text,
  response_truncated boolean not null default false,
  timing jsonb not null,
  primary key (organization_id, id),
  foreign key (organization_id, delivery_id) references delivery (organization_id, id)
);
create index attempt_by_delivery on attempt (organization_id, delivery_id, number);
${tenant('attempt', 'select, insert')}

create table report (
  organization_id uuid not null references organization,
  id uuid not null,
  kind text collate "C" not null,
  format text collate "C" not null,
  parameters jsonb not null,
  status text collate "C" not null check (status in ('queued', 'running', 'done', 'failed')),
  checkpoint_size bigint,
  rows_done bigint not null default 0,
  rows_total bigint,
  sha256 text collate "C",
  size bigint,
  error text,
  requested_by uuid,
  version int not null default 1,
  created_at timestamptz(3) not null,
  finished_at timestamptz(3),
  primary key (organization_id, id)
);
${tenant('report')}

create table report_chunk (
  organization_id uuid not null,
  report_id uuid not null,
  number int not null,
  bytes bytea not null,
  primary key (organization_id, report_id, number),
  foreign key (organization_id, report_id) references report (organization_id, id)
);
${tenant('report_chunk', 'select, insert, delete')}
`,
);
