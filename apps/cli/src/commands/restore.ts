import { Command } from 'commander';
import { readConfig, Shutdown } from '#libs/runtime';
import { collect, readWitnesses } from '../doctor/witnesses.js';

interface Options {
  readonly witness: string[];
  readonly key: string[];
  readonly erasures?: string;
}

export const restoreCommand = new Command('restore')
  .description('fill an empty database from a backup, all of it or nothing')
  .argument('<file>', 'what "claimdesk backup" wrote')
  .option(
    '--witness <file>',
    'a checkpoint that somebody outside kept: says afterwards what the log has lost; may be repeated',
    collect,
    [],
  )
  .option(
    '--key <vkey>',
    'the verifier key that must have signed it, if not one in the backup; may be repeated',
    collect,
    [],
  )
  .option(
    '--erasures <file>',
    'what "claimdesk erasures" wrote since the backup: what was erased then is erased again, before anybody works here',
  )
  .addHelpText(
    'after',
    `
Into DATABASE_OWNER_URL (or DATABASE_URL), which must be migrated and empty, else into a new data folder (CLAIMDESK_DATA_DIR).
With an owner who may not work as the application, set DATABASE_URL to the application's address too.
CLAIMDESK_MASTER_KEY must be the key that the desk had when the backup was made; another one is refused.

Exit codes: 0 restored, and all that the witness saw is there; 1 refused or failed, and the database is as it was; 2 wrong
usage; 3 restored, but a witness saw more than is there, or something else, or could not be asked, or an erasure could not be
done again; 78 a setting is wrong.`,
  )
  .action(async (file: string, options: Options) => {
    const { settingsOf } = await import('../open-desk.js');
    const { restoreDesk } = await import('../backup/restore-desk.js');
    const { askWitnesses, eraseWhatCameBack } = await import('../backup/after-restore.js');
    const { readRegister } = await import('../erasures/register-file.js');
    const settings = settingsOf(readConfig());
    const shutdown = new Shutdown(settings.log);
    const say = (words: string): void => void process.stdout.write(`${words}\n`);
    try {
      // Read first: a file that is none must not be noticed after an hour.
      const witnesses = readWitnesses(options.witness);
      const register = options.erasures === undefined ? [] : readRegister(options.erasures);
      const desk = await restoreDesk(settings, file, shutdown, say);
      // The witness first: what is erased again is told in new entries, and the log would look longer than it is.
      const isWhole = await askWitnesses(desk, { witnesses, keys: options.key }, say);
      const isErased = await eraseWhatCameBack(desk, register, say);
      if (!isWhole || !isErased) process.exitCode = 3;
    } finally {
      await shutdown.run();
    }
  });
