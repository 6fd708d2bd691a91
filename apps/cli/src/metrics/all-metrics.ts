import { requestMetrics } from '../../../api/src/http/request-metrics.js';
import type { Connections } from '#libs/database';
import { Metrics } from '#libs/runtime';
import { WebhookMetrics } from '#libs/webhooks';
import { backupMetrics } from '../backup/backup-metrics.js';
import { deskGauges } from './desk-gauges.js';

/** Every metric of ours, for the documents. Nothing is measured. */
export async function describeMetrics(): ReturnType<Metrics['described']> {
  const metrics = new Metrics();
  requestMetrics(metrics);
  new WebhookMetrics(metrics);
  backupMetrics(metrics, () => undefined);
  const nobody = { usage: {}, retried: 0, acrossOrganizations: () => Promise.resolve([]) };
  deskGauges(metrics, nobody as unknown as Connections);
  return [...(await metrics.described())].sort((a, b) => (a.name < b.name ? -1 : 1));
}
