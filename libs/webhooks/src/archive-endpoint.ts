import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import type { Endpoint } from './endpoint.js';
import { EndpointSecrets } from './endpoint-secrets.js';
import { EndpointStore } from './endpoint-store.js';

@Injectable()
export class ArchiveEndpoint {
  constructor(
    private readonly transaction: Transaction,
    private readonly endpoints: EndpointStore,
    private readonly secrets: EndpointSecrets,
    private readonly ledger: Ledger,
  ) {}

  /** Ends an endpoint for good: pending deliveries are cancelled, secrets forgotten; what was sent stays readable. */
  run(actor: Actor, id: string, expected: number): Promise<Endpoint> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'endpoint.manage'));
      await this.endpoints.lock(tx, id, expected);
      await this.secrets.forget(tx, id);
      const endpoint = await this.endpoints.archive(tx, id);
      await this.ledger.record(tx, {
        type: 'endpoint.archived',
        root: id,
        changes: [{ type: 'endpoint', id, version: endpoint.version, after: endpoint }],
      });
      return endpoint;
    });
  }
}
