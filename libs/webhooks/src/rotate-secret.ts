import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, newId } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import type { Endpoint } from './endpoint.js';
import { EndpointSecrets } from './endpoint-secrets.js';
import { EndpointStore } from './endpoint-store.js';

@Injectable()
export class RotateSecret {
  constructor(
    private readonly transaction: Transaction,
    private readonly endpoints: EndpointStore,
    private readonly secrets: EndpointSecrets,
    private readonly ledger: Ledger,
  ) {}

  /**
   * A new signing secret, shown once. For the grace every request carries a signature by each secret, so that a receiver
   * may hold either. Refusals: endpoint.too_many_secrets.
   */
  run(
    actor: Actor,
    id: string,
    graceSeconds: number,
    expected?: number,
  ): Promise<{ endpoint: Endpoint; secret: string }> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'endpoint.manage'));
      const before = await this.endpoints.lock(tx, id, expected);
      const { secret, sealed } = this.secrets.make(id);
      await this.secrets.replace(tx, id, sealed, newId(), graceSeconds);
      const endpoint = await this.endpoints.change(tx, id, before);
      await this.ledger.record(tx, {
        type: 'endpoint.secret_rotated',
        root: id,
        changes: [{ type: 'endpoint', id, version: endpoint.version, after: endpoint }],
        facts: { graceSeconds },
      });
      return { endpoint, secret };
    });
  }
}
