import { Command } from 'commander';
import { readConfig, Shutdown } from '#libs/runtime';

interface Options {
  readonly again?: string;
}

export const erasuresCommand = new Command('erasures')
  .description('write the register of erasures, to be kept beside the backups, or do those of a register again')
  .option('--again <file>', 'do again what is in this register and not, or no more, in this database')
  .addHelpText(
    'after',
    `
Without an option it prints one JSON object for each erasure that was carried out, of every newsroom: ids, ground and reason,
never a name. A backup is older than what was erased after it: write this down after each erasure, keep it apart from the
database, and give it to "claimdesk restore FILE --erasures REGISTER".

Reads DATABASE_URL, else the data folder, whether its desk runs or not. With --again, before anybody works: start after it.

Exit codes: 0 done; 1 failed; 2 wrong usage; 78 a setting is wrong.`,
  )
  .action(async ({ again }: Options) => {
    const { eraseAllAgain } = await import('../erasures/erase-all-again.js');
    const { readRegister } = await import('../erasures/register-file.js');
    const { writeRegister } = await import('../erasures/write-register.js');
    const { openDesk, settingsOf } = await import('../open-desk.js');
    const { allRooms, withRooms } = await import('../rooms.js');
    const settings = settingsOf(readConfig());
    const shutdown = new Shutdown(settings.log);
    const say = (words: string): void => void process.stdout.write(`${words}\n`);
    try {
      const register = again === undefined ? undefined : readRegister(again);
      const desk = await openDesk(settings, shutdown, { migrate: false, beside: true });
      await withRooms(
        desk,
        (rooms) => (register ? eraseAllAgain(rooms, register, say) : writeRegister(rooms, say)),
        allRooms,
      );
    } finally {
      await shutdown.run();
    }
  });
