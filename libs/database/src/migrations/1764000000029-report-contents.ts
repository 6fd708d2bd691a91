import { sqlMigration, tenant } from './sql-migration.js';

const tables = ['report', 'report_content', 'report_chunk'];
// The owner is behind the fence too, and would find no organization's rows to move.
const pastTheFence = (statements: string): string =>
  [
    ...tables.map((table) => `alter table ${table} no force row level security;`),
    statements,
    ...tables.map((table) => `alter table ${table} force row level security;`),
  ].join('\n');

/** The bytes of reports by what they are, so that two reports with the same bytes keep them once; and what ends a report. */
export const ReportContents = sqlMigration(
  'ReportContents',
  '1764000000029',
  `
create table report_content (
  organization_id uuid not null references organization,
  id uuid not null,
  -- Null while it is being written.
  sha256 text collate "C",
  size bigint,
  primary key (organization_id, id),
  unique (organization_id, sha256)
);
${tenant('report_content', 'select, insert, update, delete')}

alter table report add column content_id uuid;
alter table report add column started_at timestamptz(3);
alter table report add column progress_at timestamptz(3);
alter table report add column expires_at timestamptz(3);
alter table report drop constraint report_status_check;
alter table report add constraint report_status_check
  check (status in ('queued', 'running', 'done', 'failed', 'cancelled', 'expired'));

alter table report_chunk drop constraint report_chunk_organization_id_report_id_fkey;
alter table report_chunk rename column report_id to content_id;
${pastTheFence(`
-- What is being made is made again from its beginning.
delete from report_chunk c using report r
 where r.organization_id = c.organization_id and r.id = c.content_id and r.status <> 'done';
insert into report_content (organization_id, id, sha256, size)
  select distinct on (organization_id, sha256) organization_id, id, sha256, size from report
   where status = 'done' order by organization_id, sha256, id;
update report r set content_id = c.id from report_content c
 where c.organization_id = r.organization_id and c.sha256 = r.sha256 and r.status = 'done';
delete from report_chunk c where not exists (
  select from report_content k where k.organization_id = c.organization_id and k.id = c.content_id);
`)}
alter table report_chunk add foreign key (organization_id, content_id) references report_content (organization_id, id);
alter table report add foreign key (organization_id, content_id) references report_content (organization_id, id);
create index report_by_content on report (organization_id, content_id) where content_id is not null;

-- Who has taken a report out of the house; once a key, however often it comes back for a part.
create table report_download (
  organization_id uuid not null,
  report_id uuid not null,
  key_id uuid not null,
  at timestamptz(3) not null,
  primary key (organization_id, report_id, key_id),
  foreign key (organization_id, report_id) references report (organization_id, id)
);
${tenant('report_download', 'select, insert')}
`,
);
