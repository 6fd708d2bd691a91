import { appendOnly, sqlMigration, tenant } from './sql-migration.js';

/** Events, their order, the tree over them and what is signed. */
export const LedgerTables = sqlMigration(
  'LedgerTables',
  '1764000000002',
  `
create table event (
  organization_id uuid not null,
  id uuid not null,
  -- Drawn by the verb's last insert, under all its locks: where one event depends on another, this is their order.
  position bigint generated always as identity (cache 1),
  bytes bytea not null check (octet_length(bytes) <= 60000),
  primary key (organization_id, id),
  unique (organization_id, position)
);
${tenant('event', 'select, insert')}
${appendOnly('event')}

create table event_pending (
  organization_id uuid not null,
  position bigint not null,
  primary key (organization_id, position)
);
grant select, insert, delete on event_pending to claimdesk_app;

create table event_personal (
  organization_id uuid not null,
  event_id uuid not null,
  -- JSON Pointer into the envelope
  path text collate "C" not null,
  subject_type text collate "C" not null,
  subject_id uuid not null,
  salt bytea not null check (octet_length(salt) = 32),
  value jsonb not null,
  primary key (organization_id, event_id, path)
);
create index event_personal_subject on event_personal (organization_id, subject_type, subject_id);
${tenant('event_personal', 'select, insert, delete')}

create table ledger_head (
  organization_id uuid primary key,
  size bigint not null default 0,
  -- The roots of the perfect subtrees that make up a tree of this size, largest first (RFC 6962 frontier).
  frontier bytea[] not null default '{}',
  root bytea not null,
  sequenced_at timestamptz(3)
);
${tenant('ledger_head')}

create table ledger_entry (
  organization_id uuid not null,
  index bigint not null,
  event_id uuid not null,
  leaf_hash bytea not null,
  sequenced_at timestamptz(3) not null,
  primary key (organization_id, index),
  unique (organization_id, event_id),
  foreign key (organization_id, event_id) references event (organization_id, id)
);
create index ledger_entry_time on ledger_entry (organization_id, sequenced_at, index);
${tenant('ledger_entry', 'select, insert')}
${appendOnly('ledger_entry')}

create table ledger_node (
  organization_id uuid not null,
  level smallint not null,
  index bigint not null,
  hash bytea not null,
  primary key (organization_id, level, index)
);
${tenant('ledger_node', 'select, insert')}
${appendOnly('ledger_node')}

create table ledger_state (
  organization_id uuid not null,
  type text collate "C" not null,
  id uuid not null,
  from_index bigint not null,
  until_index bigint,
  root_id uuid not null,
  event_id uuid not null,
  -- Which element of the event's changes holds this state.
  change smallint not null,
  primary key (organization_id, type, id, from_index)
);
create index ledger_state_root on ledger_state (organization_id, root_id, from_index);
create index ledger_state_current on ledger_state (organization_id, type, id) where until_index is null;
${tenant('ledger_state')}

create table ledger_due (
  reader text collate "C" not null,
  organization_id uuid not null,
  -- The head that this reader has not handled yet; it deletes the row when it has, unless the head went on.
  size bigint not null,
  primary key (reader, organization_id)
);
grant select, insert, update, delete on ledger_due to claimdesk_app;

create table signing_key (
  organization_id uuid not null,
  id uuid not null,
  verifier_key text collate "C" not null,
  sealed_seed bytea not null,
  created_at timestamptz(3) not null,
  retired_at timestamptz(3),
  primary key (organization_id, id)
);
${tenant('signing_key')}

create table checkpoint (
  organization_id uuid not null,
  size bigint not null,
  root bytea not null,
  note text collate "C" not null,
  signed_at timestamptz(3) not null,
  primary key (organization_id, size)
);
${tenant('checkpoint', 'select, insert')}
${appendOnly('checkpoint')}
`,
);
