import { Command } from 'commander';
import { readConfig } from '#libs/runtime';
import { migrateWith } from '../open-desk.js';

export const migrateCommand = new Command('migrate')
  .description('bring the schema of DATABASE_OWNER_URL (or DATABASE_URL) up to date')
  .action(async () => {
    const { databaseUrl, databaseOwnerUrl } = readConfig();
    const url = databaseOwnerUrl ?? databaseUrl;
    if (!url) throw new Error('There is no DATABASE_URL. The embedded server migrates itself at "claimdesk start".');
    const ran = await migrateWith(url);
    process.stdout.write(ran.length > 0 ? `Ran ${ran.join(', ')}.\n` : 'The schema is up to date.\n');
  });
