import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import { claimWorkflow, holdRuling, mayDo, mayGoUnseen, mayTakeIn, stepOrRefuse } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels, type ClaimState } from './claim-state.js';
import { ClaimStore, demandVersion } from './claim-store.js';
import { ClaimTurns } from './claim-turns.js';
import { OpenVerdict } from './open-verdict.js';

/** Two claims are one: this one points at the other from now on, and its appearances count there. No row moves. */
@Injectable()
export class MergeClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly turns: ClaimTurns,
    private readonly verdict: OpenVerdict,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { into: string }, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      if (id === input.into) refuse('claim.merge_chain', 'A claim cannot be merged into itself.');
      const { claim, target } = await this.lockBoth(tx, id, input.into);
      demandVersion(claim, expected);
      demand(mayDo(actor, 'claim.merge'));
      const to = stepOrRefuse('claim', claimWorkflow, claim.status, 'merge');
      demand(mayTakeIn(target));
      await this.demandNoFollower(tx, claim, target);
      demand(mayGoUnseen(claim));
      demand(holdRuling(claim.hold) ?? holdRuling(target.hold));
      const abandoned = await this.verdict.abandon(tx, id);
      const merged = await this.turns.turn(tx, claim, to, { duplicateOf: target.id });
      await this.ledger.record(tx, {
        type: 'claim.merged',
        root: id,
        labels: claimLabels(merged),
        changes: [{ type: 'claim', id, version: merged.version, after: merged }, ...abandoned],
        facts: { into: target.id },
      });
      return merged;
    });
  }

  private async lockBoth(tx: Tx, id: string, into: string): Promise<{ claim: ClaimState; target: ClaimState }> {
    const locked = await this.claims.lockAll(tx, [id, into]);
    const of = (wanted: string): ClaimState =>
      locked.find((one) => one.id === wanted) ?? refuse('not_found', `There is no claim ${wanted} here.`);
    return { claim: of(id), target: of(into) };
  }

  /** Both are locked, so nothing can be merged into this one between this look and the step. */
  private async demandNoFollower(tx: Tx, claim: ClaimState, target: ClaimState): Promise<void> {
    const follower = await this.turns.mergedHere(tx, claim.id);
    if (follower) {
      refuse(
        'claim.merge_chain',
        `${follower} was merged into this one. Unmerge it, or merge ${target.id} into this one.`,
        {
          facts: { merged: follower },
        },
      );
    }
  }
}
