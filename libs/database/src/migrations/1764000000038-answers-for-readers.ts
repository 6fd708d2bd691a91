import { sqlMigration } from './sql-migration.js';

/** What whoever was asked wants readers to be told, beside all that they answered. */
export const AnswersForReaders = sqlMigration(
  'AnswersForReaders',
  '1764000000038',
  `
alter table enquiry add column public_answer text;
alter table enquiry add constraint enquiry_public_answer check (contacted or public_answer is null);
`,
);
