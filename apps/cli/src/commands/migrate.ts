import { Command } from 'commander';
import { readConfig } from '#libs/runtime';

export const migrateCommand = new Command('migrate')
  .description('bring the schema of DATABASE_OWNER_URL (or DATABASE_URL) up to date')
  .action(async () => {
    const { databaseUrl, databaseOwnerUrl } = readConfig();
    const url = databaseOwnerUrl ?? databaseUrl;
    if (!url) throw new Error('There is no DATABASE_URL. The embedded server migrates itself at "claimdesk start".');
    const { migrateWith } = await import('../open-desk.js');
    const ran = await migrateWith(url);
    process.stdout.write(ran.length > 0 ? `Ran ${ran.join(', ')}.\n` : 'The schema is up to date.\n');
  });
