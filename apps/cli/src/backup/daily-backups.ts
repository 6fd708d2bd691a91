import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Loop, type RuntimeSettings, type Shutdown } from '#libs/runtime';
import { backupMetrics } from './backup-metrics.js';
import { backupName, isDue, newestOf, tooMany } from './daily-plan.js';
import { makeBackup } from './make-backup.js';

/** Looks once a minute, which is also the pause before a backup that failed is tried again. */
const lookMs = 60_000;

export interface DailyBackup {
  readonly folder: string;
  /** Minutes after midnight, UTC */
  readonly moment: number;
  /** How many stay */
  readonly keep: number;
}

/** Writes one backup a day into the folder until the shutdown, and makes room for it only once it is whole. */
export function keepBackups(settings: RuntimeSettings, plan: DailyBackup, shutdown: Shutdown): void {
  const { folder, moment, keep } = plan;
  const { config, log, metrics } = settings;
  mkdirSync(folder, { recursive: true });
  removeUnfinished(folder);
  const newest = (): Date | undefined => newestOf(readdirSync(folder));
  const { failed } = backupMetrics(metrics, newest);
  const loop = new Loop(
    'daily backup',
    async () => {
      const now = new Date();
      if (!isDue(newest(), moment, now)) return false;
      try {
        process.stdout.write(await makeBackup(config, join(folder, backupName(now)), shutdown));
      } catch (error) {
        failed.inc();
        throw error;
      }
      for (const name of tooMany(readdirSync(folder), keep)) {
        rmSync(join(folder, name));
        log.info({ name }, 'an old backup made room');
      }
      return false;
    },
    lookMs,
    log,
  );
  loop.start();
  shutdown.add('daily backup', () => loop.stop());
}

/** What a process that was killed left behind. Two of these never work in one folder. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) if (/^claimdesk-.*\.unfinished$/.test(name)) rmSync(join(folder, name));
}
