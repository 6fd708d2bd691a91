import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, mayRelease } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { ClaimTurns } from './claim-turns.js';

/** Another person than the one who put a claim on hold lets it go on. */
@Injectable()
export class ReleaseClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly turns: ClaimTurns,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { reason: string }, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.release'));
      const member = actor.member ?? refuse('access.person_needed');
      demand(mayRelease(member, claim.hold));
      const released = await this.turns.release(tx, claim);
      await this.ledger.record(tx, {
        type: 'claim.released',
        root: id,
        labels: claimLabels(released),
        changes: [{ type: 'claim', id, version: released.version, after: released }],
        facts: { reason: input.reason, kind: claim.hold?.kind ?? null, heldBy: claim.hold?.by ?? null },
      });
      return released;
    });
  }
}
