import { sqlMigration, tenant } from './sql-migration.js';

/**
 * Deliveries that ended leave the tables that every delivery goes through, and go for good some weeks later. That an event
 * was told outlives both: as ranges of the log, it takes next to no room.
 */
export const PastDeliveries = sqlMigration(
  'PastDeliveries',
  '1764000000037',
  `
create table delivery_past (
  like delivery including defaults including constraints,
  primary key (organization_id, id),
  foreign key (organization_id, endpoint_id) references webhook_endpoint (organization_id, id)
);
create unique index delivery_past_by_index on delivery_past (organization_id, endpoint_id, ledger_index);
create index delivery_past_by_endpoint on delivery_past (organization_id, endpoint_id, id desc);
create index delivery_past_unfinished on delivery_past (organization_id, endpoint_id, status, id desc) where status in ('exhausted', 'cancelled');
${tenant('delivery_past', 'select, insert, delete')}

create table attempt_past (
  like attempt including defaults including constraints,
  primary key (organization_id, delivery_id, number, id),
  foreign key (organization_id, delivery_id) references delivery_past (organization_id, id)
);
${tenant('attempt_past', 'select, insert, delete')}
grant update (response_body, response_headers) on attempt_past to claimdesk_app;

-- What an endpoint got of each ten thousand entries of the log, after the deliveries themselves are gone.
create table delivery_told (
  organization_id uuid not null,
  endpoint_id uuid not null,
  stretch bigint not null,
  told int8multirange not null,
  primary key (organization_id, endpoint_id, stretch),
  foreign key (organization_id, endpoint_id) references webhook_endpoint (organization_id, id)
);
${tenant('delivery_told')}

grant delete on delivery, attempt to claimdesk_app;
-- Rows come and go all day: their space is to be used again soon.
alter table delivery set (autovacuum_vacuum_scale_factor = 0.02);
alter table attempt set (autovacuum_vacuum_scale_factor = 0.02);

-- Whoever has endpoints already gets the work that the making of an endpoint puts down from now on.
alter table webhook_endpoint no force row level security;
insert into work_due (kind, organization_id, subject_id, due_at)
  select distinct 'past-deliveries', organization_id, organization_id, now() from webhook_endpoint;
alter table webhook_endpoint force row level security;
`,
);
