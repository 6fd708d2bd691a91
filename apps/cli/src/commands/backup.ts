import { Command } from 'commander';
import { readConfig, Shutdown } from '#libs/runtime';

export const backupCommand = new Command('backup')
  .description('write every table, as of one moment, into one compressed file; the desk may go on working meanwhile')
  .argument('<file>', 'the file to make, such as newsroom-2026-03-01.tar.gz; it must not exist yet')
  .addHelpText(
    'after',
    `
Reads DATABASE_OWNER_URL (or DATABASE_URL) as the owner of the tables, else the data folder, whether its desk runs or not.
CLAIMDESK_MASTER_KEY is not in the file, and without it what is sealed in there never opens: keep it elsewhere.
The file holds what is personal and confidential. "tar tzf FILE" lists what is in it.

Exit codes: 0 written; 1 not written, and there is no file; 2 wrong usage; 78 a setting is wrong.`,
  )
  .action(async (file: string) => {
    const config = readConfig();
    const { settingsOf } = await import('../open-desk.js');
    const { makeBackup } = await import('../backup/make-backup.js');
    const shutdown = new Shutdown(settingsOf(config).log);
    try {
      process.stdout.write(await makeBackup(config, file, shutdown));
    } finally {
      await shutdown.run();
    }
  });
