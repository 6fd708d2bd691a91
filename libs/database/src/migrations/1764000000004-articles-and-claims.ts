import { sqlMigration, tenant } from './sql-migration.js';

/** What was said, where it stands, and the claim that is made of it. */
export const ArticleAndClaimTables = sqlMigration(
  'ArticleAndClaimTables',
  '1764000000004',
  `
create table article (
  organization_id uuid not null references organization,
  id uuid not null,
  url text collate "C",
  headline text not null,
  outlet text not null,
  byline text,
  language text collate "C" not null,
  published_at text collate "C",
  revision_id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id)
);
create unique index article_url on article (organization_id, url) where url is not null;
${tenant('article')}

create table revision (
  organization_id uuid not null,
  id uuid not null,
  article_id uuid not null,
  sha256 text collate "C" not null,
  length int not null,
  body text not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  unique (organization_id, article_id, sha256),
  foreign key (organization_id, article_id) references article (organization_id, id)
);
alter table article add foreign key (organization_id, revision_id) references revision (organization_id, id)
  deferrable initially deferred;
${tenant('revision', 'select, insert')}

create table claimant (
  organization_id uuid not null references organization,
  id uuid not null,
  kind text collate "C" not null,
  name text collate "C" not null,
  disambiguation text collate "C" not null default '',
  description text,
  same_as text[] not null default '{}',
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  unique (organization_id, kind, name, disambiguation)
);
${tenant('claimant')}

create table claim (
  organization_id uuid not null references organization,
  id uuid not null,
  statement text not null,
  kind text collate "C" not null,
  language text collate "C" not null,
  quantity jsonb,
  status text collate "C" not null,
  origin text collate "C" not null,
  selection_reason text collate "C",
  selection_note text,
  closing_reason text collate "C",
  closing_note text,
  priority smallint not null default 0,
  assignee_id uuid,
  due_on date,
  missing text,
  submitted_by_member uuid,
  submitted_by_key uuid,
  published_verdict_id uuid,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id, assignee_id) references member (organization_id, id)
);
create index claim_by_status on claim (organization_id, status, id desc);
create index claim_by_assignee on claim (organization_id, assignee_id, id desc) where assignee_id is not null;
${tenant('claim')}

create table utterance (
  organization_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  claimant_id uuid not null,
  reported_by_id uuid,
  affiliation text,
  mode text collate "C" not null,
  implied_because text,
  said_on text collate "C",
  article_id uuid,
  revision_id uuid,
  exact text,
  prefix text,
  suffix text,
  start_at int,
  end_at int,
  utf16_start int,
  utf16_end int,
  unanchored jsonb,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id, claim_id) references claim (organization_id, id),
  foreign key (organization_id, claimant_id) references claimant (organization_id, id),
  foreign key (organization_id, reported_by_id) references claimant (organization_id, id),
  foreign key (organization_id, article_id) references article (organization_id, id),
  foreign key (organization_id, revision_id) references revision (organization_id, id),
  -- Anchored in a revision, or an address: never neither, never both.
  check ((revision_id is null) = (unanchored is not null)),
  check ((revision_id is null) = (exact is null) and (exact is null) = (start_at is null)),
  check ((mode = 'implied') = (implied_because is not null))
);
create index utterance_by_claim on utterance (organization_id, claim_id, id);
create index utterance_by_article on utterance (organization_id, article_id) where article_id is not null;
${tenant('utterance')}

create table claim_link (
  organization_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  other_claim_id uuid not null,
  kind text collate "C" not null,
  note text,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (organization_id, id),
  unique (organization_id, claim_id, other_claim_id, kind),
  foreign key (organization_id, claim_id) references claim (organization_id, id),
  foreign key (organization_id, other_claim_id) references claim (organization_id, id),
  check (claim_id <> other_claim_id)
);
create index claim_link_other on claim_link (organization_id, other_claim_id);
${tenant('claim_link')}
`,
);
