import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, mayRotate } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { KeyStore } from './key-store.js';

export interface RotatedKey {
  /** Shown once. */
  readonly key: string;
  readonly apiKey: SubjectState;
  readonly replaced: SubjectState;
}

/** A new key with the same terms in place of another, which works on for some hours so that nothing stands still. */
@Injectable()
export class RotateKey {
  constructor(
    private readonly transaction: Transaction,
    private readonly keys: KeyStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, graceHours: number, expected?: number): Promise<RotatedKey> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'key.rotate'));
      const { state: old, works } = await this.keys.lock(tx, id, expected);
      demand(mayRotate(actor, old));
      if (!works) refuse('key.not_active', 'This key has expired or was revoked. Make a new one.');
      const issued = await this.keys.issue(tx, {
        name: old.name,
        replaces: id,
        ...(old.member && actor.key && actor.key !== id ? { madeBy: actor.key } : {}),
        ...(old.member ? { member: old.member } : {}),
        ...(actor.member ? { issuedBy: actor.member } : {}),
        ...(old.expiresAt ? { expiresAt: old.expiresAt } : {}),
        ...(old.scopes ? { scopes: old.scopes } : {}),
        ...(old.period ? { period: old.period } : {}),
      });
      const replaced = await this.keys.endIn(tx, id, graceHours);
      await this.ledger.record(tx, {
        type: 'key.rotated',
        root: issued.state.id,
        changes: [
          { type: 'key', id: issued.state.id, version: 1, after: issued.state },
          { type: 'key', id, version: replaced.version, after: replaced },
        ],
        facts: { graceHours },
      });
      return { key: issued.key, apiKey: issued.state, replaced };
    });
  }
}
