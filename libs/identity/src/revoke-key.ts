import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, mayRevoke } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { KeyStore } from './key-store.js';

/** A key opens no door any more, from the next request on: one's own, or any by an administrator. */
@Injectable()
export class RevokeKey {
  constructor(
    private readonly transaction: Transaction,
    private readonly keys: KeyStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'key.revoke'));
      const { state } = await this.keys.lock(tx, id, expected);
      demand(mayRevoke(actor, state));
      if (state.revokedAt !== null) refuse('key.not_active', 'This key was revoked already.');
      const after = await this.keys.revoke(tx, id);
      await this.ledger.record(tx, {
        type: 'key.revoked',
        root: id,
        changes: [{ type: 'key', id, version: after.version, after }],
      });
      return after;
    });
  }
}
