import { sqlMigration, tenant } from './sql-migration.js';

/** The rest of a claim's life: duplicates, holds, suspension, topics, links that end, and what the desk says to itself. */
export const ClaimDesk = sqlMigration(
  'ClaimDesk',
  '1764000000010',
  `
alter table claim add column duplicate_of uuid;
-- Why the last step that asks for words was taken.
alter table claim add column step_reason text;
alter table claim add column suspended_at timestamptz(3);
alter table claim add column hold_kind text collate "C"
  constraint claim_hold_kind_known check (hold_kind in ('legal', 'security'));
alter table claim add column hold_reason text;
alter table claim add column held_by uuid;
alter table claim add column held_at timestamptz(3);
-- The codes, so that a claim's row tells all of its own state; claim_topic below is how claims are found by one.
alter table claim add column topics text[] collate "C" not null default '{}';
alter table claim add foreign key (organization_id, duplicate_of) references claim (organization_id, id);
alter table claim add foreign key (organization_id, held_by) references member (organization_id, id);
alter table claim add check (duplicate_of <> id);
alter table claim add constraint claim_duplicate_whole check ((status = 'duplicate') = (duplicate_of is not null));
alter table claim add constraint claim_suspension_whole check ((status = 'suspended') = (suspended_at is not null));
alter table claim add constraint claim_hold_whole check ((hold_kind is null) = (hold_reason is null)
  and (hold_kind is null) = (held_by is null) and (hold_kind is null) = (held_at is null));
create index claim_by_target on claim (organization_id, duplicate_of, id) where duplicate_of is not null;

create table topic (
  organization_id uuid not null references organization,
  id uuid not null,
  code text collate "C" not null,
  labels jsonb not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  constraint topic_code unique (organization_id, code)
);
${tenant('topic')}

create table claim_topic (
  organization_id uuid not null,
  topic text collate "C" not null,
  claim_id uuid not null,
  primary key (organization_id, topic, claim_id),
  foreign key (organization_id, topic) references topic (organization_id, code),
  foreign key (organization_id, claim_id) references claim (organization_id, id)
);
create index claim_topic_by_claim on claim_topic (organization_id, claim_id);
${tenant('claim_topic', 'select, insert, delete')}

alter table claim_link add column removed_at timestamptz(3);
alter table claim_link drop constraint claim_link_organization_id_claim_id_other_claim_id_kind_key;
create unique index claim_link_standing on claim_link (organization_id, claim_id, other_claim_id, kind) where removed_at is null;

create table comment (
  organization_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  subject_type text collate "C" not null
    constraint comment_subject_type_known check (subject_type in ('claim', 'citation', 'verdict')),
  subject_id uuid not null,
  -- On a verdict: the passage, as it stood when this was said.
  passage jsonb,
  -- The first comment of the thread; an answer goes to that one.
  reply_to uuid,
  body text not null,
  author_id uuid not null,
  resolved_at timestamptz(3),
  resolved_by uuid,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id, claim_id) references claim (organization_id, id),
  foreign key (organization_id, reply_to) references comment (organization_id, id),
  foreign key (organization_id, author_id) references member (organization_id, id),
  foreign key (organization_id, resolved_by) references member (organization_id, id),
  check (passage is null or subject_type = 'verdict'),
  constraint comment_resolution_whole check ((resolved_at is null) = (resolved_by is null) and (resolved_at is null or reply_to is null))
);
create index comment_by_claim on comment (organization_id, claim_id, id);
create index comment_by_thread on comment (organization_id, reply_to, id) where reply_to is not null;
${tenant('comment')}
`,
);
