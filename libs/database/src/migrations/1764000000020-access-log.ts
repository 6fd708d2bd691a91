import { sqlMigration, tenant } from './sql-migration.js';

/** Who came in by which key, and who was refused. Kept for some weeks; a digest of each day stays in the ledger. */
export const AccessLog = sqlMigration(
  'AccessLog',
  '1764000000020',
  `
-- No address of a caller, and no foreign key to what they used: it is written in batches, after the answer.
create table access_log (
  organization_id uuid not null references organization,
  id uuid not null,
  -- When it was written, seconds after it happened: a day that is over gets no more rows.
  at timestamptz(3) not null,
  kind text collate "C" not null constraint access_log_kind_known check (kind in ('sign_in', 'refused')),
  status smallint,
  code text collate "C",
  method text collate "C" not null,
  route text collate "C" not null,
  action text collate "C",
  key_id uuid,
  member_id uuid,
  request text collate "C",
  -- How many of the same came within seconds; the request is the first one's.
  times int not null,
  primary key (organization_id, id),
  check ((kind = 'refused') = (status is not null and code is not null))
);
create index access_log_by_time on access_log (organization_id, at, id);
${tenant('access_log', 'select, insert, delete')}

create table access_digest (
  organization_id uuid not null references organization,
  id uuid not null,
  day date not null,
  rows int not null,
  sign_ins bigint not null,
  refusals bigint not null,
  sha256 text collate "C" not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  unique (organization_id, day)
);
${tenant('access_digest', 'select, insert')}
`,
);
