import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { claimWorkflow, holdRuling, mayDo, mayGoUnseen, mayWithdraw, stepOrRefuse } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels, type ClaimState } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { ClaimTurns } from './claim-turns.js';
import { OpenVerdict } from './open-verdict.js';

/** A claim is taken back: by whoever submitted it until it is taken up, by an editor until it is published. */
@Injectable()
export class WithdrawClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly turns: ClaimTurns,
    private readonly verdict: OpenVerdict,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { reason: string }, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.withdraw'));
      const to = stepOrRefuse('claim', claimWorkflow, claim.status, 'withdraw');
      const mergedHere = await this.turns.mergedHere(tx, id);
      const who = { isEditor: isEditor(actor), isSubmitter: submitted(actor, claim) };
      demand(mayWithdraw(who, { status: claim.status, mergedHere }));
      demand(mayGoUnseen(claim));
      demand(holdRuling(claim.hold));
      const abandoned = await this.verdict.abandon(tx, id);
      const withdrawn = await this.turns.turn(tx, claim, to, { reason: input.reason });
      await this.ledger.record(tx, {
        type: 'claim.withdrawn',
        root: id,
        labels: claimLabels(withdrawn),
        changes: [{ type: 'claim', id, version: withdrawn.version, after: withdrawn }, ...abandoned],
        facts: { reason: input.reason },
      });
      return withdrawn;
    });
  }
}

// The roles that a machine's key may carry open nothing.
const isEditor = (actor: Actor): boolean => actor.kind === 'member' && actor.roles.includes('editor');

/** A person by any key of theirs; a machine by the key itself. */
const submitted = ({ member, key }: Actor, { submittedBy }: ClaimState): boolean =>
  member ? submittedBy.member === member : submittedBy.member === null && submittedBy.key === key;
