import { Injectable } from '@nestjs/common';
import { mayDo } from '#libs/factcheck';
import { type Actor, decodeCursor, demand, encodeCursor, type ListOf, type Page, refuse } from '#libs/kernel';
import { type Attempt, type Delivery, type DeliveryStatus, DeliveryStore } from './delivery-store.js';
import type { Endpoint } from './endpoint.js';
import { EndpointStore } from './endpoint-store.js';
import type { Recovery } from './recovery.js';
import { RecoveryStore } from './recovery-store.js';

export interface ListRequest {
  /** 1 to 200 */
  readonly limit: number;
  readonly cursor?: string;
}

/** What may be read of endpoints and their deliveries, by whom `endpoint.read` names. Refusals: access.denied, not_found, request.bad_cursor. */
@Injectable()
export class WebhookQueries {
  constructor(
    private readonly stored: EndpointStore,
    private readonly sent: DeliveryStore,
    private readonly again: RecoveryStore,
  ) {}

  async endpoint(actor: Actor, id: string): Promise<Endpoint> {
    demand(mayDo(actor, 'endpoint.read'));
    return (await this.stored.get(actor.organization, id)) ?? refuse('not_found');
  }

  endpoints(actor: Actor, { limit, cursor }: ListRequest): Promise<Page<Endpoint>> {
    demand(mayDo(actor, 'endpoint.read'));
    return page({ organization: actor.organization, filter: 'endpoints' }, limit, cursor, (after) =>
      this.stored.list(actor.organization, limit + 1, after),
    );
  }

  async deliveries(
    actor: Actor,
    endpoint: string,
    status: DeliveryStatus | undefined,
    { limit, cursor }: ListRequest,
  ): Promise<Page<Delivery>> {
    await this.endpoint(actor, endpoint);
    const list = { organization: actor.organization, filter: { endpoint, status: status ?? null } };
    return page(list, limit, cursor, (after) => this.sent.list(actor.organization, endpoint, status, limit + 1, after));
  }

  async delivery(actor: Actor, id: string): Promise<Delivery> {
    demand(mayDo(actor, 'endpoint.read'));
    return (await this.sent.get(actor.organization, id)) ?? refuse('not_found');
  }

  async attempts(actor: Actor, delivery: string): Promise<Attempt[]> {
    await this.delivery(actor, delivery);
    return this.sent.attempts(actor.organization, delivery);
  }

  async recovery(actor: Actor, id: string): Promise<Recovery> {
    demand(mayDo(actor, 'endpoint.read'));
    return (await this.again.get(actor.organization, id)) ?? refuse('not_found');
  }

  async recoveries(actor: Actor, endpoint: string, { limit, cursor }: ListRequest): Promise<Page<Recovery>> {
    await this.endpoint(actor, endpoint);
    const list = { organization: actor.organization, filter: { recoveries: endpoint } };
    return page(list, limit, cursor, (after) => this.again.list(actor.organization, endpoint, limit + 1, after));
  }
}

/** `read` is asked for one more than the page holds, which tells whether there is a next one. */
async function page<T extends { readonly id: string }>(
  list: ListOf,
  limit: number,
  cursor: string | undefined,
  read: (after: string | undefined) => Promise<T[]>,
): Promise<Page<T>> {
  const found = await read(cursor === undefined ? undefined : decodeCursor(cursor, list));
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && found.length > limit ? encodeCursor(last.id, list) : null };
}
