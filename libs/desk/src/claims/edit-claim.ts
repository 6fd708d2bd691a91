import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { ClaimStore } from './claim-store.js';

export interface ClaimEdit {
  readonly priority?: number;
  readonly dueOn?: string | null;
  /** What is still missing before a verdict is possible, in words. */
  readonly missing?: string | null;
}

/** Small things about a claim that need no step: its priority, its date, what is still missing. */
@Injectable()
export class EditClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: ClaimEdit, expected: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.edit'));
      const edited = await this.claims.edit(tx, claim, input);
      await this.ledger.record(tx, {
        type: 'claim.edited',
        root: id,
        labels: { language: edited.language, status: edited.status },
        changes: [{ type: 'claim', id, version: edited.version, after: edited }],
      });
      return edited;
    });
  }
}
