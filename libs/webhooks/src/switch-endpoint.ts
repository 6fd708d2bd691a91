import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { type EventType, mayDo } from '#libs/factcheck';
import { type Actor, demand, type JsonObject } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import type { Endpoint } from './endpoint.js';
import { EndpointHealth } from './endpoint-health.js';
import { EndpointStore } from './endpoint-store.js';

export interface SwitchInput {
  readonly id: string;
  readonly reason?: string;
  /** From If-Match, where it was sent. */
  readonly version?: number;
}

const switched = (type: EventType, endpoint: Endpoint, facts: JsonObject) => ({
  type,
  root: endpoint.id,
  changes: [{ type: 'endpoint' as const, id: endpoint.id, version: endpoint.version, after: endpoint }],
  facts,
});

@Injectable()
export class DisableEndpoint {
  constructor(
    private readonly transaction: Transaction,
    private readonly endpoints: EndpointStore,
    private readonly ledger: Ledger,
  ) {}

  /** Stops an endpoint; its open deliveries end as cancelled. One that is disabled already stays as it is. */
  run(actor: Actor, { id, reason = 'by hand', version }: SwitchInput): Promise<Endpoint> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'endpoint.manage'));
      const before = await this.endpoints.lock(tx, id, version);
      const endpoint = await this.endpoints.disable(tx, id, reason);
      if (!endpoint) return before;
      await this.ledger.record(tx, switched('endpoint.disabled', endpoint, { reason }));
      return endpoint;
    });
  }
}

@Injectable()
export class EnableEndpoint {
  constructor(
    private readonly transaction: Transaction,
    private readonly endpoints: EndpointStore,
    private readonly health: EndpointHealth,
    private readonly ledger: Ledger,
  ) {}

  /** Starts a disabled endpoint again, from now on; a recovery brings what it missed. One that is enabled stays as it is. */
  run(actor: Actor, { id, reason, version }: SwitchInput): Promise<Endpoint> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'endpoint.manage'));
      const fromIndex = await this.endpoints.holdFanOut(tx); // before the endpoint, in fan-out's own order of locks
      const before = await this.endpoints.lock(tx, id, version);
      const endpoint = await this.endpoints.enable(tx, id, fromIndex);
      if (!endpoint) return before;
      await this.health.clear(tx, id);
      await this.ledger.record(tx, switched('endpoint.enabled', endpoint, reason ? { reason } : {}));
      return endpoint;
    });
  }
}
