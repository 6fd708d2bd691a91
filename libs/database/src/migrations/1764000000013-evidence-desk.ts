import { appendOnly, sqlMigration, tenant } from './sql-migration.js';

/** Sources that merge, citations that change, captured bytes, late answers, and confidential text apart from it all. */
export const EvidenceDesk = sqlMigration(
  'EvidenceDesk',
  '1764000000013',
  `
alter table source add column unnamed boolean not null default false;
alter table source add column merged_into uuid;
-- A plain column, because lower(title) in a condition is not leakproof and would lose its index behind row-level security.
alter table source add column title_key text collate "C" generated always as (lower(title)) stored;
alter table source add foreign key (organization_id, merged_into) references source (organization_id, id);
alter table source add check (merged_into <> id);
create index source_by_kind on source (organization_id, kind, id desc);
create index source_by_title on source (organization_id, title_key);
create index source_by_target on source (organization_id, merged_into) where merged_into is not null;

-- Bytes as they come: nobody knows their digest before the last one. What no content names within a day is swept.
create table capture_upload (
  organization_id uuid not null references organization,
  id uuid not null,
  begun_at timestamptz(3) not null default now(),
  primary key (organization_id, id)
);
${tenant('capture_upload', 'select, insert, delete')}

create table capture_chunk (
  organization_id uuid not null,
  upload_id uuid not null,
  number int not null,
  bytes bytea not null,
  primary key (organization_id, upload_id, number),
  foreign key (organization_id, upload_id) references capture_upload (organization_id, id)
);
${tenant('capture_chunk', 'select, insert, delete')}

-- Each content once in an organization, whoever brought it and however often.
create table capture_content (
  organization_id uuid not null,
  sha256 text collate "C" not null,
  size int not null,
  upload_id uuid not null,
  primary key (organization_id, sha256),
  unique (organization_id, upload_id),
  foreign key (organization_id, upload_id) references capture_upload (organization_id, id)
);
${tenant('capture_content', 'select, insert')}

create table capture (
  organization_id uuid not null references organization,
  id uuid not null,
  status text collate "C" not null constraint capture_status_known check (status in ('uploaded', 'requested', 'fetched', 'failed')),
  url text collate "C",
  name text,
  content_type text collate "C",
  sha256 text collate "C",
  size int,
  retrieved_at timestamptz(3),
  http_status int,
  failure text,
  added_by_member uuid,
  added_by_key uuid,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id, sha256) references capture_content (organization_id, sha256),
  check ((status in ('uploaded', 'fetched')) = (sha256 is not null and size is not null)),
  check ((status = 'failed') = (failure is not null)),
  check (status = 'uploaded' or url is not null),
  check (status <> 'fetched' or (retrieved_at is not null and http_status is not null))
);
create index capture_by_content on capture (organization_id, sha256);
${tenant('capture')}

alter table citation add column capture_id uuid;
alter table citation add column archived_url text collate "C";
-- Who changed it and since when: [{member, at}]. They gathered this evidence too.
alter table citation add column changed_by jsonb not null default '[]';
alter table citation add column removed_at timestamptz(3);
alter table citation add column removed_by uuid;
alter table citation add column removed_because text;
alter table citation add foreign key (organization_id, capture_id) references capture (organization_id, id);
alter table citation add foreign key (organization_id, removed_by) references member (organization_id, id);
alter table citation add constraint citation_capture_whole check
  ((mode = 'captured') = (capture_id is not null) and (mode = 'captured') = (content_hash is not null));
alter table citation add constraint citation_removal_whole check
  ((removed_at is null) = (removed_because is null) and (removed_at is null) = (removed_by is null));

alter table enquiry add column answered_on text collate "C";
alter table enquiry add constraint enquiry_answer_whole check (answered_on is null or answer is not null);

alter table verdict add column override_kind text collate "C"
  constraint verdict_override_kind_known check (override_kind in ('single_relevant_source', 'other'));
alter table verdict add constraint verdict_override_whole check (override_kind is null or override_reason is not null);

-- What only named members may read. The text is sealed under the master key; the log holds no more than its digest.
create table confidential_note (
  organization_id uuid not null references organization,
  id uuid not null,
  subject_type text collate "C" not null
    constraint confidential_note_subject_type_known check (subject_type in ('source', 'citation', 'claim')),
  subject_id uuid not null,
  about text collate "C" not null
    constraint confidential_note_about_known check (about in ('identity', 'provenance', 'legal_advice')),
  sealed bytea not null,
  -- The commitment that the event holds; its salt is inside what is sealed.
  committed text collate "C" not null,
  written_by uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id, written_by) references member (organization_id, id)
);
create index confidential_note_by_subject on confidential_note (organization_id, subject_type, subject_id, id);
${tenant('confidential_note', 'select, insert')}

create table confidential_reader (
  organization_id uuid not null,
  note_id uuid not null,
  member_id uuid not null,
  primary key (organization_id, note_id, member_id),
  foreign key (organization_id, note_id) references confidential_note (organization_id, id),
  foreign key (organization_id, member_id) references member (organization_id, id)
);
${tenant('confidential_reader', 'select, insert')}

create table confidential_reading (
  organization_id uuid not null,
  id uuid not null,
  note_id uuid not null,
  member_id uuid not null,
  key_id uuid not null,
  read_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id, note_id) references confidential_note (organization_id, id),
  foreign key (organization_id, member_id) references member (organization_id, id)
);
create index confidential_reading_by_note on confidential_reading (organization_id, note_id, id);
${tenant('confidential_reading', 'select, insert')}
${appendOnly('confidential_reading')}
`,
);
