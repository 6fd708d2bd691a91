import { sqlMigration, tenant } from './sql-migration.js';

/** What an endpoint may ask for; earlier secrets in their grace; how an endpoint fares; tests; what a request and its answer were. */
export const EndpointTerms = sqlMigration(
  'EndpointTerms',
  '1764000000024',
  `
alter table webhook_endpoint
  add column filter jsonb not null default '{}',
  add column payload text collate "C" not null default 'full' check (payload in ('full', 'thin')),
  add column header_names text[] not null default '{}',
  add column sealed_headers bytea,
  add column rate_per_second int check (rate_per_second between 1 and 1000),
  add column strict_order boolean not null default false,
  drop constraint webhook_endpoint_status_check,
  add constraint webhook_endpoint_status_check check (status in ('enabled', 'disabled', 'archived'));

-- Requests are signed with these too, until they end.
create table webhook_earlier_secret (
  organization_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  sealed bytea not null,
  ends_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id, endpoint_id) references webhook_endpoint (organization_id, id)
);
create index webhook_earlier_secret_by_endpoint on webhook_earlier_secret (organization_id, endpoint_id, id desc);
${tenant('webhook_earlier_secret', 'select, insert, delete')}

-- Changes without any verb, and apart from the endpoint's row, which the fan-out locks.
create table endpoint_health (
  organization_id uuid not null,
  endpoint_id uuid not null,
  -- Of the first failure since the last success.
  failing_since timestamptz(3),
  -- The receiver asked for patience.
  paused_until timestamptz(3),
  -- When the next request of a limited endpoint may begin.
  next_slot_at timestamptz(3),
  primary key (organization_id, endpoint_id),
  foreign key (organization_id, endpoint_id) references webhook_endpoint (organization_id, id)
);
${tenant('endpoint_health')}

-- A test is a message and no event: it has no place in the log or in the endpoint's sequence.
alter table delivery
  alter column event_id drop not null,
  alter column ledger_index drop not null,
  alter column sequence drop not null,
  add column thin boolean not null default false,
  -- Requests made before the schedule began anew.
  add column round_from int not null default 0,
  add constraint delivery_event_whole check ((event_id is null) = (ledger_index is null) and (event_id is null) = (sequence is null));
create index delivery_pending on delivery (organization_id, endpoint_id, ledger_index) where status = 'pending';
create index delivery_unfinished on delivery (organization_id, endpoint_id, status, id desc) where status in ('exhausted', 'cancelled');

alter table attempt
  add column url text collate "C",
  add column request_bytes int,
  add column response_headers jsonb;
`,
);
