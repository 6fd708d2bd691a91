import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type Scope, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { KeyStore } from './key-store.js';

/** A key for a machine: it submits, cites and reads; it never drafts, votes, publishes or decides. */
@Injectable()
export class CreateIntegrationKey {
  constructor(
    private readonly transaction: Transaction,
    private readonly keys: KeyStore,
    private readonly ledger: Ledger,
  ) {}

  run(
    actor: Actor,
    input: { name: string; expiresAt?: string; scopes?: readonly Scope[] },
  ): Promise<{ key: string; apiKey: SubjectState }> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'key.create'));
      const issued = await this.keys.issue(tx, { ...input, ...(actor.member ? { issuedBy: actor.member } : {}) });
      await this.ledger.record(tx, {
        type: 'key.issued',
        root: issued.state.id,
        changes: [{ type: 'key', id: issued.state.id, version: 1, after: issued.state }],
      });
      return { key: issued.key, apiKey: issued.state };
    });
  }
}
