import { everybody } from './1764000000027-published.js';
import { sqlMigration, tenant } from './sql-migration.js';

/** How a newsroom says it works, in versions that never change; organizations and verdicts name theirs. */
export const Methodology = sqlMigration(
  'Methodology',
  '1764000000031',
  `
create table methodology (
  organization_id uuid not null references organization,
  version int not null,
  language text collate "C" not null,
  text text not null,
  created_at timestamptz(3) not null,
  primary key (organization_id, version)
);
${tenant('methodology', 'select, insert')}

-- null: none has been written yet.
alter table organization add column methodology_version int,
  add foreign key (organization_id, methodology_version) references methodology (organization_id, version);
alter table verdict add column methodology_version int,
  add foreign key (organization_id, methodology_version) references methodology (organization_id, version);

create table published_methodology (
  organization_id uuid not null,
  version int not null,
  language text collate "C" not null,
  text text not null,
  created_at timestamptz(3) not null,
  primary key (organization_id, version)
);
${everybody('published_methodology')}

-- Claims that were turned down, for whoever counts them. Everybody sees the numbers alone.
create table not_selected (
  organization_id uuid not null,
  claim_id uuid not null,
  reason text collate "C" not null,
  origin text collate "C" not null,
  topics text[] not null,
  primary key (organization_id, claim_id)
);
${tenant('not_selected', 'select, insert, update, delete')}

create table published_not_selected (
  organization_id uuid not null,
  counted text collate "C" not null check (counted in ('all', 'reason', 'topic', 'origin')),
  code text collate "C" not null,
  labels jsonb,
  claims int not null,
  primary key (organization_id, counted, code)
);
${everybody('published_not_selected')}

create index published_claim_topics on published_claim using gin (topics) where state = 'published';
create index published_claim_claimants on published_claim using gin (jsonb_path_query_array(page, '$.utterances[*].claimant.id'))
  where state = 'published';
`,
);
