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
`,
);
