import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, mayDraftRetraction } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { CorrectionStore } from '../corrections/correction-store.js';
import { VerdictGrounds } from './verdict-grounds.js';
import { VerdictDrafts } from './verdict-drafts.js';

export interface RetractionInput {
  /** What readers will see in place of the verdict. */
  readonly notice: string;
  readonly rationale: string;
  readonly citations?: readonly string[];
}

/** An editor or the assignee proposes to take back what is published. The notice is balloted like any verdict. */
@Injectable()
export class DraftRetraction {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly corrections: CorrectionStore,
    private readonly drafts: VerdictDrafts,
    private readonly grounds: VerdictGrounds,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, claimId: string, input: RetractionInput): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, claimId);
      demand(mayDo(actor, 'verdict.draftRetraction'));
      demand(mayDraftRetraction(claim));
      const author = actor.member ?? refuse('access.person_needed');
      if (author !== claim.assignee && !actor.roles.includes('editor')) {
        refuse('claim.not_assignee', 'An editor, or the researcher this claim is assigned to, drafts its retraction.');
      }
      const correction = await this.corrections.accepted(tx, claimId);
      const verdict = await this.drafts.add(
        tx,
        claim,
        {
          outcome: 'retraction',
          rating: null,
          summary: input.notice,
          rationale: input.rationale,
          citations: await this.grounds.citationsOf(tx, claimId, input.citations ?? []),
          utterances: await this.grounds.utterancesOf(tx, claimId, undefined),
          judgedAsOf: tx.now.slice(0, 10),
          evidenceCutOff: tx.now.slice(0, 10),
          precedents: [],
          ...(correction ? { correction: correction.id } : {}),
        },
        await this.grounds.scaleInForce(tx),
        author,
      );
      await this.ledger.record(tx, {
        type: 'verdict.drafted',
        root: claimId,
        labels: claimLabels(claim),
        changes: [{ type: 'verdict', id: verdict.id, version: verdict.version, after: verdict }],
        facts: { outcome: 'retraction' },
      });
      return verdict;
    });
  }
}
