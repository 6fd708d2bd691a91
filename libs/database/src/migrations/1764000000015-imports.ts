import { sqlMigration, tenant } from './sql-migration.js';

/** Bulk imports: what was sent, how far it is, what was wrong with which line, and which rows are known already. */
export const Imports = sqlMigration(
  'Imports',
  '1764000000015',
  `
create table import (
  organization_id uuid not null references organization,
  id uuid not null,
  kind text collate "C" not null check (kind in ('sources', 'articles', 'claims', 'external-reviews')),
  -- Where the rows come from: with a row's own id it tells whether a row is known.
  source text collate "C" not null,
  dry_run boolean not null,
  status text collate "C" not null check (status in ('waiting', 'queued', 'running', 'done', 'failed')),
  size bigint,
  sha256 text collate "C",
  rows_read bigint not null default 0,
  rows_added bigint not null default 0,
  rows_known bigint not null default 0,
  rows_refused bigint not null default 0,
  error text,
  requested_by uuid,
  requested_by_key uuid,
  version int not null default 1,
  created_at timestamptz(3) not null,
  finished_at timestamptz(3),
  primary key (organization_id, id)
);
${tenant('import')}

create table import_chunk (
  organization_id uuid not null,
  import_id uuid not null,
  number int not null,
  bytes bytea not null,
  primary key (organization_id, import_id, number),
  foreign key (organization_id, import_id) references import (organization_id, id)
);
${tenant('import_chunk', 'select, insert, update, delete')}

create table import_fault (
  organization_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  code text collate "C" not null,
  detail text not null,
  primary key (organization_id, import_id, line),
  foreign key (organization_id, import_id) references import (organization_id, id)
);
${tenant('import_fault', 'select, insert, delete')}

create table import_key (
  organization_id uuid not null,
  kind text collate "C" not null,
  source text collate "C" not null,
  external_id text collate "C" not null,
  subject_id uuid not null,
  primary key (organization_id, kind, source, external_id)
);
${tenant('import_key', 'select, insert')}

-- Other publishers' ClaimReviews: precedents, never verdicts. The bytes as they came, and what was repaired.
create table external_review (
  organization_id uuid not null references organization,
  id uuid not null,
  url text collate "C",
  publisher text not null,
  publisher_site text collate "C",
  claim_reviewed text not null,
  claimant text,
  claim_date text collate "C",
  review_date text collate "C",
  rating_label text,
  rating_value numeric,
  worst numeric,
  best numeric,
  language text collate "C",
  repairs text[] not null default '{}',
  raw text not null,
  import_id uuid,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id, import_id) references import (organization_id, id)
);
${tenant('external_review', 'select, insert')}
`,
);
