import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refusal, type Ruling } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { type CustomHeaders, headersRuling } from './custom-headers.js';
import type { Endpoint, PayloadKind } from './endpoint.js';
import { EndpointSecrets } from './endpoint-secrets.js';
import { EndpointStore } from './endpoint-store.js';
import { mayReceive } from './event-choice.js';
import { type FilterInput, tidyFilter } from './event-filter.js';
import { OrderKeeper } from './order-keeper.js';
import { WebhookEgress } from './webhook-egress.js';

/** What is not given stays. Lists and headers are replaced whole. */
export interface EndpointEdit {
  readonly url?: string;
  readonly eventTypes?: readonly string[];
  readonly description?: string | null;
  readonly filter?: FilterInput | null;
  readonly payload?: PayloadKind;
  readonly headers?: CustomHeaders | null;
  readonly ratePerSecond?: number | null;
  readonly strictOrder?: boolean;
  readonly checkpoints?: boolean;
}

@Injectable()
export class ChangeEndpoint {
  constructor(
    private readonly transaction: Transaction,
    private readonly endpoints: EndpointStore,
    private readonly secrets: EndpointSecrets,
    private readonly order: OrderKeeper,
    private readonly ledger: Ledger,
    private readonly egress: WebhookEgress,
  ) {}

  /**
   * Holds for events from now on; what is on its way keeps its body and goes to the new address. Whoever changes an
   * endpoint must be allowed all that it gets: otherwise a machine could turn an editorial one to itself.
   */
  run(actor: Actor, id: string, edit: EndpointEdit, expected: number): Promise<Endpoint> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'endpoint.manage'));
      const before = await this.endpoints.lock(tx, id, expected);
      const eventTypes = edit.eventTypes ? [...new Set(edit.eventTypes)].sort() : before.eventTypes;
      demand(mayReceive(actor, eventTypes));
      if (edit.url !== undefined) demand(this.egress.judge(edit.url));
      demand(headersRuling(edit.headers ?? {}));
      demand(headersStay(before, edit));
      const headers = edit.headers === undefined ? undefined : this.secrets.sealHeaders(id, edit.headers ?? {});
      const terms = {
        url: edit.url ?? before.url,
        description: edit.description === undefined ? before.description : edit.description,
        eventTypes,
        filter: edit.filter === undefined ? before.filter : tidyFilter(edit.filter ?? {}),
        payload: edit.payload ?? before.payload,
        ratePerSecond: edit.ratePerSecond === undefined ? before.ratePerSecond : edit.ratePerSecond,
        strictOrder: edit.strictOrder ?? before.strictOrder,
        checkpoints: edit.checkpoints ?? before.checkpoints,
      };
      const endpoint = await this.endpoints.change(tx, id, terms, headers);
      if (endpoint.strictOrder !== before.strictOrder) await this.order.turn(tx, id, endpoint.strictOrder);
      await this.ledger.record(tx, {
        type: 'endpoint.changed',
        root: id,
        changes: [{ type: 'endpoint', id, version: endpoint.version, after: endpoint }],
      });
      return endpoint;
    });
  }
}

/** Values that nobody can read here must not be read out by pointing the endpoint elsewhere. */
function headersStay(before: Endpoint, { url, headers }: EndpointEdit): Ruling {
  if (url === undefined || headers !== undefined || before.headerNames.length === 0) return undefined;
  if (new URL(url).origin === new URL(before.url).origin) return undefined;
  return refusal(
    'endpoint.headers_needed',
    `This endpoint sends ${before.headerNames.join(', ')} to another host. Give its headers again with the new address, or null to send none.`,
    { errors: [{ field: 'headers', message: 'needed with an address on another host' }] },
  );
}
