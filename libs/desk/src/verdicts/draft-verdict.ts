import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { type CorrectionKind, mayDo, mayDraftAgain } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels, type ClaimState } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { CorrectionStore } from '../corrections/correction-store.js';
import { VerdictGrounds, type VerdictInput } from './verdict-grounds.js';
import { VerdictDrafts } from './verdict-drafts.js';

/** The researcher who checks a claim proposes how to rate it, on which evidence. */
@Injectable()
export class DraftVerdict {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly corrections: CorrectionStore,
    private readonly drafts: VerdictDrafts,
    private readonly grounds: VerdictGrounds,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, claimId: string, input: VerdictInput): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, claimId);
      demand(mayDo(actor, 'verdict.draft'));
      const correction = await this.corrections.accepted(tx, claimId);
      demand(mayDraftAgain(claim, correction && { kind: correction.kind as CorrectionKind }));
      const author = demandAssignee(actor, claim);
      const scale = await this.grounds.scaleWith(tx, input.rating);
      const verdict = await this.drafts.add(
        tx,
        claim,
        {
          ...input,
          outcome: 'rating',
          citations: await this.grounds.citationsOf(tx, claimId, input.citations),
          utterances: await this.grounds.utterancesOf(tx, claimId, input.utterances),
          judgedAsOf: input.judgedAsOf ?? tx.now.slice(0, 10),
          evidenceCutOff: input.evidenceCutOff ?? tx.now.slice(0, 10),
          precedents: await this.grounds.precedentsOf(tx, input.precedents),
          ...(correction ? { correction: correction.id } : {}),
        },
        scale,
        author,
      );
      await this.ledger.record(tx, {
        type: 'verdict.drafted',
        root: claimId,
        labels: claimLabels(claim),
        changes: [{ type: 'verdict', id: verdict.id, version: verdict.version, after: verdict }],
      });
      return verdict;
    });
  }
}

function demandAssignee(actor: Actor, claim: ClaimState): string {
  if (!actor.member || actor.member !== claim.assignee) {
    refuse(
      'claim.not_assignee',
      'Only the researcher this claim is assigned to drafts its verdict. Ask an editor to assign it to you.',
    );
  }
  return actor.member;
}
