import { Command, InvalidArgumentError } from 'commander';
import { readConfig, Shutdown } from '#libs/runtime';
import { momentOfDay } from '../backup/daily-plan.js';

const momentFrom = (text: string): number => {
  const moment = momentOfDay(text);
  if (moment === undefined) throw new InvalidArgumentError('Write a time of day in UTC, such as 03:00.');
  return moment;
};
const countFrom = (text: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Say how many backups stay, 1 to 9999.');
  return Number(text);
};

export const backupDailyCommand = new Command('backup-daily')
  .description('stay, write a backup into a folder every day, and keep the newest')
  .argument('<folder>', 'where the files go; best on another disk than the database')
  .option('--at <time>', 'when, as HH:MM in UTC', momentFrom, momentOfDay('03:00'))
  .option('--keep <count>', 'how many stay; an older one is removed once a newer one is whole', countFrom, 14)
  .addHelpText(
    'after',
    `
Works as "claimdesk backup" does, with the same settings. One is made at once when none was begun since that time came last.
One that cannot be made is tried again every minute. CLAIMDESK_METRICS_PORT tells Prometheus when the newest was begun.
Files that are not named claimdesk-<time>.tar.gz are left alone. Let one process at a time work in a folder.`,
  )
  .action(async (folder: string, options: { at: number; keep: number }) => {
    const { settingsOf } = await import('../open-desk.js');
    const { keepBackups } = await import('../backup/daily-backups.js');
    const { tellMetrics } = await import('../metrics/serve-metrics.js');
    const settings = settingsOf(readConfig());
    const shutdown = new Shutdown(settings.log);
    shutdown.onSignals();
    try {
      keepBackups(settings, { folder, moment: options.at, keep: options.keep }, shutdown);
      await tellMetrics(settings, shutdown);
      process.stdout.write(`A backup every day, into ${folder}. Ctrl-C stops it.\n`);
    } catch (error) {
      await shutdown.run();
      throw error;
    }
  });
