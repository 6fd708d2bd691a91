import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { WorkStore } from '#libs/jobs';
import { deliveriesChannel, deliveryWork } from './delivery-work.js';

/**
 * Strict order: of an endpoint's pending deliveries only the first is work. Whoever ends it puts the next one down, and
 * all who put down or end hold the endpoint's row meanwhile, so that none is left behind.
 */
@Injectable()
export class OrderKeeper {
  constructor(private readonly work: WorkStore) {}

  /**
   * New deliveries: of a strict endpoint the first becomes work unless one is, of the others all. Due at once rather than
   * leased to this process: any worker may take them, a lease takes a whole batch in one statement, and a process that is
   * killed right after this commit holds nothing up until a lease runs out.
   */
  async begin(
    tx: Tx,
    deliveries: readonly { readonly id: string; readonly endpoint: string }[],
    strict: ReadonlySet<string>,
  ): Promise<void> {
    await this.next(
      tx,
      [...new Set(deliveries.map(({ endpoint }) => endpoint))].filter((id) => strict.has(id)),
    );
    const free = deliveries.filter(({ endpoint }) => !strict.has(endpoint)).map(({ id }) => id);
    await this.work.put(tx, deliveryWork, tx.organization, free);
    tx.afterCommit(deliveriesChannel);
  }

  /** The first pending delivery of each endpoint becomes work, unless it is. Their rows are locked. */
  async next(tx: Tx, endpoints: readonly string[]): Promise<void> {
    if (endpoints.length === 0) return;
    const rows = await tx.batch<{ id: string }>(
      `select first.id from unnest($2::uuid[]) as given(endpoint) cross join lateral (
         select d.id from delivery d where d.organization_id = $1 and d.endpoint_id = given.endpoint and d.status = 'pending'
            and d.ledger_index is not null order by d.ledger_index limit 1) first`,
      [tx.organization, endpoints],
    );
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return;
    await this.work.putMissing(tx, deliveryWork, tx.organization, ids);
    tx.afterCommit(deliveriesChannel);
  }

  /** An endpoint begins or ceases to be strict. What is under way already is not called back. */
  async turn(tx: Tx, endpoint: string, strict: boolean): Promise<void> {
    const rows = await tx.query<{ id: string }>(
      `select id from delivery where organization_id = $1 and endpoint_id = $2 and status = 'pending' and ledger_index is not null
        order by ledger_index`,
      [tx.organization, endpoint],
    );
    const ids = rows.map(({ id }) => id);
    if (!strict) await this.work.putMissing(tx, deliveryWork, tx.organization, ids);
    else await this.work.takeBack(tx, deliveryWork, tx.organization, ids.slice(1));
    tx.afterCommit(deliveriesChannel);
  }
}
