import { sqlMigration, tenant } from './sql-migration.js';

/** Sources, citations, the reply record, interests; verdicts, and the ballots on them. */
export const EvidenceAndVerdictTables = sqlMigration(
  'EvidenceAndVerdictTables',
  '1764000000005',
  `
create table source (
  organization_id uuid not null references organization,
  id uuid not null,
  kind text collate "C" not null,
  title text not null,
  publisher text,
  url text collate "C",
  access text collate "C" not null,
  interests text,
  archived_url text collate "C",
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id)
);
${tenant('source')}

create table citation (
  organization_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  source_id uuid not null,
  stance text collate "C" not null,
  mode text collate "C" not null,
  is_primary boolean not null,
  derives_from_id uuid,
  excerpt text,
  figure jsonb,
  retrieved_at timestamptz(3),
  content_hash text collate "C",
  consulted_by uuid,
  consulted_on text collate "C",
  note text,
  added_by_member uuid,
  added_by_key uuid,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id, claim_id) references claim (organization_id, id),
  foreign key (organization_id, source_id) references source (organization_id, id),
  foreign key (organization_id, derives_from_id) references citation (organization_id, id),
  foreign key (organization_id, consulted_by) references member (organization_id, id),
  -- Excerpt, retrieval time and hash exist only where they are true.
  check (mode <> 'linked' or (excerpt is null and retrieved_at is null and content_hash is null)),
  check (mode = 'captured' or content_hash is null),
  check ((mode = 'consulted') = (consulted_by is not null))
);
create index citation_by_claim on citation (organization_id, claim_id, id);
create index citation_by_source on citation (organization_id, source_id);
${tenant('citation')}

create table enquiry (
  organization_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  contacted boolean not null,
  contact text,
  channel text,
  asked_on text collate "C",
  answer_due text collate "C",
  answer text,
  reason text,
  recorded_by uuid,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id, claim_id) references claim (organization_id, id),
  check (contacted = (reason is null)),
  check (contacted = (channel is not null))
);
create index enquiry_by_claim on enquiry (organization_id, claim_id, id);
${tenant('enquiry')}

create table interest (
  organization_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  member_id uuid not null,
  statement text,
  version int not null default 1,
  declared_at timestamptz(3) not null,
  primary key (organization_id, id),
  unique (organization_id, claim_id, member_id),
  foreign key (organization_id, claim_id) references claim (organization_id, id),
  foreign key (organization_id, member_id) references member (organization_id, id)
);
${tenant('interest')}

create table verdict (
  organization_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  number int not null,
  status text collate "C" not null,
  outcome text collate "C" not null,
  rating text collate "C",
  scale_code text collate "C" not null,
  scale_version int not null,
  summary text not null,
  rationale text not null,
  judged_as_of text collate "C" not null,
  evidence_cut_off text collate "C" not null,
  policy_version int,
  quorum jsonb,
  override_reason text,
  digest text collate "C",
  content bytea,
  submitted_at timestamptz(3),
  published_at timestamptz(3),
  published_by uuid,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (organization_id, id),
  unique (organization_id, claim_id, number),
  foreign key (organization_id, claim_id) references claim (organization_id, id),
  foreign key (organization_id, scale_code, scale_version) references rating_scale (organization_id, code, version),
  foreign key (organization_id, policy_version) references policy (organization_id, version),
  check ((outcome = 'rating') = (rating is not null)),
  -- What is in review or beyond is frozen and named.
  check (status in ('draft', 'changes_requested', 'abandoned') or (digest is not null and content is not null and quorum is not null))
);
create unique index verdict_one_open on verdict (organization_id, claim_id)
  where status in ('draft', 'in_review', 'changes_requested', 'approved', 'scheduled');
create unique index verdict_one_published on verdict (organization_id, claim_id) where status = 'published';
${tenant('verdict')}

create table verdict_author (
  organization_id uuid not null,
  verdict_id uuid not null,
  member_id uuid not null,
  since timestamptz(3) not null,
  primary key (organization_id, verdict_id, member_id),
  foreign key (organization_id, verdict_id) references verdict (organization_id, id),
  foreign key (organization_id, member_id) references member (organization_id, id)
);
${tenant('verdict_author', 'select, insert')}

create table verdict_citation (
  organization_id uuid not null,
  verdict_id uuid not null,
  citation_id uuid not null,
  primary key (organization_id, verdict_id, citation_id),
  foreign key (organization_id, verdict_id) references verdict (organization_id, id),
  foreign key (organization_id, citation_id) references citation (organization_id, id)
);
${tenant('verdict_citation', 'select, insert, delete')}

create table verdict_utterance (
  organization_id uuid not null,
  verdict_id uuid not null,
  utterance_id uuid not null,
  primary key (organization_id, verdict_id, utterance_id),
  foreign key (organization_id, verdict_id) references verdict (organization_id, id),
  foreign key (organization_id, utterance_id) references utterance (organization_id, id)
);
${tenant('verdict_utterance', 'select, insert, delete')}

create table ballot (
  organization_id uuid not null,
  id uuid not null,
  verdict_id uuid not null,
  digest text collate "C" not null,
  voter_id uuid not null,
  key_id uuid not null,
  key_issued_by uuid,
  choice text collate "C" not null check (choice in ('approve', 'reject', 'recuse')),
  comment text,
  reason text,
  suggested_rating text collate "C",
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  unique (organization_id, verdict_id, digest, voter_id),
  foreign key (organization_id, verdict_id) references verdict (organization_id, id),
  foreign key (organization_id, voter_id) references member (organization_id, id),
  foreign key (organization_id, key_id) references api_key (organization_id, id),
  check (choice <> 'reject' or comment is not null),
  check (choice <> 'recuse' or reason is not null)
);
${tenant('ballot', 'select, insert')}
`,
);
