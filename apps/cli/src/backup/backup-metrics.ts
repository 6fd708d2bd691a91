import type { Metrics } from '#libs/runtime';

/** What tells that nightly backups have stopped. Zero when there never was one, so that its age is alarming at once. */
export function backupMetrics(metrics: Metrics, newest: () => Date | undefined) {
  metrics.gauge(
    {
      name: 'claimdesk_backup_newest_timestamp_seconds',
      help: 'When the newest backup of "claimdesk backup-daily" was begun, in Unix time; 0 when there is none',
    },
    (gauge) => gauge.set((newest()?.getTime() ?? 0) / 1_000),
  );
  const failed = metrics.counter({
    name: 'claimdesk_backup_failures_total',
    help: 'Backups of "claimdesk backup-daily" that could not be made; each is tried again',
  });
  return { failed };
}
