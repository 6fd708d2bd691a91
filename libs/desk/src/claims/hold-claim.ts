import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { type HoldKind, holdRuling, mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { ClaimTurns } from './claim-turns.js';

/** An editor stops a claim, in whatever state it is: nothing of it goes out, is merged, withdrawn or erased. */
@Injectable()
export class HoldClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly turns: ClaimTurns,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { kind: HoldKind; reason: string }, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.hold'));
      const member = actor.member ?? refuse('access.person_needed');
      demand(holdRuling(claim.hold));
      const held = await this.turns.hold(tx, claim, member, input);
      await this.ledger.record(tx, {
        type: 'claim.held',
        root: id,
        labels: claimLabels(held),
        changes: [{ type: 'claim', id, version: held.version, after: held }],
        facts: { kind: input.kind },
      });
      return held;
    });
  }
}
