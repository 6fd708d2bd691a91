import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import { type EventType, mayDo } from '#libs/factcheck';
import { type Actor, demand, refusal, refuse, type Ruling } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { type Endpoint, EndpointStore } from './endpoint-store.js';

export interface SwitchInput {
  readonly id: string;
  /** From If-Match, where it was sent. */
  readonly version?: number;
}

const notStale = (endpoint: Endpoint, version?: number): Ruling =>
  version === undefined || version === endpoint.version
    ? undefined
    : refusal('request.stale', `The endpoint is at version ${endpoint.version}, not ${version}. Read it again.`, {
        facts: { version: endpoint.version },
      });

const switched = (type: EventType, endpoint: Endpoint) => ({
  type,
  root: endpoint.id,
  changes: [{ type: 'endpoint' as const, id: endpoint.id, version: endpoint.version, after: endpoint }],
});

async function locked(endpoints: EndpointStore, tx: Tx, input: SwitchInput): Promise<Endpoint> {
  const endpoint = (await endpoints.lock(tx, input.id)) ?? refuse('not_found');
  demand(notStale(endpoint, input.version));
  return endpoint;
}

@Injectable()
export class DisableEndpoint {
  constructor(
    private readonly transaction: Transaction,
    private readonly endpoints: EndpointStore,
    private readonly ledger: Ledger,
  ) {}

  /** Stops an endpoint; its open deliveries end as cancelled. One that is disabled already stays as it is. */
  run(actor: Actor, input: SwitchInput): Promise<Endpoint> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'endpoint.manage'));
      const before = await locked(this.endpoints, tx, input);
      const endpoint = await this.endpoints.disable(tx, input.id, 'by hand');
      if (!endpoint) return before;
      await this.ledger.record(tx, switched('endpoint.disabled', endpoint));
      return endpoint;
    });
  }
}

@Injectable()
export class EnableEndpoint {
  constructor(
    private readonly transaction: Transaction,
    private readonly endpoints: EndpointStore,
    private readonly ledger: Ledger,
  ) {}

  /** Starts a disabled endpoint again, from now on. One that is enabled already stays as it is. */
  run(actor: Actor, input: SwitchInput): Promise<Endpoint> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'endpoint.manage'));
      const fromIndex = await this.endpoints.holdFanOut(tx); // before the endpoint, in fan-out's own order of locks
      const before = await locked(this.endpoints, tx, input);
      const endpoint = await this.endpoints.enable(tx, input.id, fromIndex);
      if (!endpoint) return before;
      await this.ledger.record(tx, switched('endpoint.changed', endpoint));
      return endpoint;
    });
  }
}
