import { sqlMigration, tenant } from './sql-migration.js';

/** Requests to change something published, and the inbox of the public before an editor takes one in. */
export const Corrections = sqlMigration(
  'Corrections',
  '1764000000012',
  `
-- A newsroom's short name in public addresses. No tenant yet: this is how one is found.
create table public_address (
  slug text collate "C" primary key,
  organization_id uuid not null
);
grant select, insert on public_address to claimdesk_app;

create table correction (
  organization_id uuid not null references organization,
  id uuid not null,
  reference text collate "C" not null,
  claim_id uuid not null,
  verdict_id uuid not null,
  status text collate "C" not null check (status in
    ('requested', 'acknowledged', 'accepted', 'rejected', 'appealed', 'rejected_finally', 'published')),
  request text not null,
  requested_by uuid,
  inbox_id uuid,
  kind text collate "C" check (kind in ('correction', 'update', 'refile', 'clarification', 'retraction')),
  major boolean,
  decision_reason text,
  decided_by uuid,
  rejected_by uuid,
  appeal text,
  note text,
  due_on date,
  new_verdict_id uuid,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  published_at timestamptz(3),
  primary key (organization_id, id),
  unique (organization_id, reference),
  foreign key (organization_id, claim_id) references claim (organization_id, id),
  foreign key (organization_id, verdict_id) references verdict (organization_id, id),
  foreign key (organization_id, new_verdict_id) references verdict (organization_id, id),
  foreign key (organization_id, decided_by) references member (organization_id, id),
  check (status not in ('accepted', 'published') or (kind is not null and decided_by is not null and note is not null)),
  check (status <> 'published' or new_verdict_id is not null)
);
create index correction_by_claim on correction (organization_id, claim_id, id desc);
create index correction_open on correction (organization_id, due_on) where status in ('requested', 'acknowledged', 'accepted', 'appealed');
create index correction_by_status on correction (organization_id, status, id desc);
-- One accepted correction at a time: its verdict version is what comes next.
create unique index correction_one_accepted on correction (organization_id, claim_id) where status = 'accepted';
${tenant('correction')}

-- What the public sends. Erasable, and no event, until an editor takes it in.
create table correction_inbox (
  organization_id uuid not null references organization,
  id uuid not null,
  reference text collate "C" not null,
  token_hash bytea not null,
  about text not null,
  request text not null,
  -- Name and contact, sealed under the master key.
  sealed_requester bytea,
  received_at timestamptz(3) not null,
  correction_id uuid,
  primary key (organization_id, id),
  unique (organization_id, reference)
);
create index correction_inbox_waiting on correction_inbox (organization_id, id desc) where correction_id is null;
${tenant('correction_inbox', 'select, insert, update, delete')}

-- The correction that a newer verdict version carries out.
alter table verdict add column correction_id uuid;
alter table verdict add foreign key (organization_id, correction_id) references correction (organization_id, id);
`,
);
