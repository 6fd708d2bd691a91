import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, mayPassOn } from '#libs/factcheck';
import { type Actor, demand, refuse, type Scope, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { KeyStore } from './key-store.js';

export interface OwnKeyInput {
  readonly name: string;
  readonly scopes?: readonly Scope[];
  readonly expiresAt?: string;
}

/** A person's further key: for another device, or narrowed for a script. It reaches no further than the key that made it. */
@Injectable()
export class CreateOwnKey {
  constructor(
    private readonly transaction: Transaction,
    private readonly keys: KeyStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, input: OwnKeyInput): Promise<{ key: string; apiKey: SubjectState }> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'key.createOwn'));
      const member = actor.member ?? refuse('access.person_needed');
      demand(mayPassOn(actor, input.scopes));
      const scopes = input.scopes ?? actor.scopes;
      const issued = await this.keys.issue(tx, {
        ...input,
        ...(scopes ? { scopes } : {}),
        ...(actor.key ? { madeBy: actor.key } : {}),
        member,
        issuedBy: member,
      });
      await this.ledger.record(tx, {
        type: 'key.issued',
        root: issued.state.id,
        changes: [{ type: 'key', id: issued.state.id, version: 1, after: issued.state }],
      });
      return { key: issued.key, apiKey: issued.state };
    });
  }
}
