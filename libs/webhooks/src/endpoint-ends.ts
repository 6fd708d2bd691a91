import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { Ledger } from '#libs/ledger';
import { EndpointHealth } from './endpoint-health.js';
import { EndpointStore } from './endpoint-store.js';
import type { Result } from './result-store.js';
import { WebhookSettings } from './webhook-settings.js';

/** What results mean for their endpoints: pauses, failing or well again, and disabled at the end. */
@Injectable()
export class EndpointEnds {
  constructor(
    private readonly endpoints: EndpointStore,
    private readonly health: EndpointHealth,
    private readonly ledger: Ledger,
    private readonly settings: WebhookSettings,
  ) {}

  /** Locks the endpoints whose order or end is at stake; the others are left alone. */
  async lock(tx: Tx, results: readonly Result[]): Promise<void> {
    await this.endpoints.lockAll(
      tx,
      endpointsOf(results, ({ strictOrder, ends }) => strictOrder === true || ends !== undefined),
    );
  }

  async tell(tx: Tx, results: readonly Result[]): Promise<void> {
    const well = endpointsOf(results, ({ turned }) => turned === 'well');
    const failing = endpointsOf(results, ({ turned }) => turned === 'failing').filter((id) => !well.includes(id));
    await this.health.turned(tx, failing, well);
    await this.health.pause(tx, pausesOf(results));
    for (const id of endpointsOf(results, ({ ends }) => ends === 'gone')) await this.disable(tx, id, 'gone');
    for (const id of endpointsOf(results, ({ ends }) => ends === 'failing')) {
      if (await this.health.hasFailedFor(tx, id, this.settings.disableAfterSeconds))
        await this.disable(tx, id, 'failing');
    }
  }

  /** Once, however many results say so: whoever comes second finds it disabled. */
  private async disable(tx: Tx, id: string, reason: 'gone' | 'failing'): Promise<void> {
    const endpoint = await this.endpoints.disable(tx, id, reason);
    if (!endpoint) return;
    await this.ledger.record(tx, {
      type: 'endpoint.disabled',
      root: id,
      changes: [{ type: 'endpoint', id, version: endpoint.version, after: endpoint }],
      facts: { reason },
    });
    this.settings.metrics.disabledOne(reason);
    this.settings.log.warn({ organization: tx.organization, endpoint: id, reason }, 'a webhook endpoint was disabled');
  }
}

/** Each once, in the order of ids. */
const endpointsOf = (results: readonly Result[], which: (result: Result) => boolean): string[] =>
  [...new Set(results.filter(which).map(({ endpoint }) => endpoint))].sort();

function pausesOf(results: readonly Result[]): ReadonlyMap<string, number> {
  const pauses = new Map<string, number>();
  for (const { endpoint, pauseSeconds = 0 } of results)
    if (pauseSeconds > (pauses.get(endpoint) ?? 0)) pauses.set(endpoint, pauseSeconds);
  return pauses;
}
