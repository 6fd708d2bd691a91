import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, newId } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { type CustomHeaders, headersRuling } from './custom-headers.js';
import type { Endpoint, PayloadKind } from './endpoint.js';
import { EndpointSecrets } from './endpoint-secrets.js';
import { EndpointStore } from './endpoint-store.js';
import { mayReceive } from './event-choice.js';
import { type FilterInput, tidyFilter } from './event-filter.js';
import { PastPlan } from './past-plan.js';
import { WebhookEgress } from './webhook-egress.js';

export interface EndpointInput {
  readonly url: string;
  readonly eventTypes: readonly string[];
  readonly description?: string;
  readonly filter?: FilterInput;
  readonly payload?: PayloadKind;
  readonly headers?: CustomHeaders;
  readonly ratePerSecond?: number;
  readonly strictOrder?: boolean;
  readonly checkpoints?: boolean;
}

@Injectable()
export class CreateEndpoint {
  constructor(
    private readonly transaction: Transaction,
    private readonly endpoints: EndpointStore,
    private readonly secrets: EndpointSecrets,
    private readonly ledger: Ledger,
    private readonly egress: WebhookEgress,
    private readonly past: PastPlan,
  ) {}

  /**
   * An address that gets every later event of the types it names. The secret is in this answer and nowhere again.
   * Refusals: access.denied, access.person_needed, endpoint.address_refused, endpoint.header_refused, endpoint.unknown_event_type.
   */
  run(actor: Actor, input: EndpointInput): Promise<{ endpoint: Endpoint; secret: string }> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'endpoint.manage'));
      demand(this.egress.judge(input.url));
      demand(mayReceive(actor, input.eventTypes));
      demand(headersRuling(input.headers ?? {}));
      const id = newId();
      const { secret, sealed } = this.secrets.make(id);
      const endpoint = await this.endpoints.add(tx, {
        id,
        url: input.url,
        description: input.description ?? null,
        eventTypes: [...new Set(input.eventTypes)].sort(),
        filter: tidyFilter(input.filter),
        payload: input.payload ?? 'full',
        ratePerSecond: input.ratePerSecond ?? null,
        strictOrder: input.strictOrder ?? false,
        checkpoints: input.checkpoints ?? false,
        headers: this.secrets.sealHeaders(id, input.headers ?? {}),
        sealedSecret: sealed,
        fromIndex: await this.endpoints.holdFanOut(tx),
      });
      await this.past.begin(tx);
      await this.ledger.record(tx, {
        type: 'endpoint.created',
        root: id,
        changes: [{ type: 'endpoint', id, version: endpoint.version, after: endpoint }],
      });
      return { endpoint, secret };
    });
  }
}
