import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import { mayDo, type RatingScale, ratingOf } from '#libs/factcheck';
import { OrganizationStore } from '#libs/identity';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import type { ClaimState } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { UtteranceStore } from '../claims/utterance-store.js';
import { CitationStore } from '../evidence/citation-store.js';
import { VerdictStore } from './verdict-store.js';

export interface VerdictInput {
  readonly rating: string;
  readonly summary: string;
  readonly rationale: string;
  readonly citations: readonly string[];
  /** Which sayings are judged; all of the claim's when not given. */
  readonly utterances?: readonly string[];
  readonly judgedAsOf?: string;
  readonly evidenceCutOff?: string;
}

/** The stores that say what a draft may rest on. */
@Injectable()
export class DraftReads {
  constructor(
    readonly utterances: UtteranceStore,
    readonly citations: CitationStore,
    readonly organizations: OrganizationStore,
  ) {}
}

/** The researcher who checks a claim proposes how to rate it, on which evidence. */
@Injectable()
export class DraftVerdict {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly verdicts: VerdictStore,
    private readonly reads: DraftReads,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, claimId: string, input: VerdictInput): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, claimId);
      demand(mayDo(actor, 'verdict.draft'));
      const author = demandAssignee(actor, claim);
      const { scale } = await this.reads.organizations.rules(tx);
      demandRating(scale, input.rating);
      const verdict = await this.verdicts.add(
        tx,
        claim,
        {
          ...input,
          citations: await this.citationsOf(tx, claimId, input.citations),
          utterances: await this.utterancesOf(tx, claimId, input.utterances),
          judgedAsOf: input.judgedAsOf ?? tx.now.slice(0, 10),
          evidenceCutOff: input.evidenceCutOff ?? tx.now.slice(0, 10),
        },
        scale,
        author,
      );
      await this.ledger.record(tx, {
        type: 'verdict.drafted',
        root: claimId,
        labels: { language: claim.language, status: claim.status },
        changes: [{ type: 'verdict', id: verdict.id, version: verdict.version, after: verdict }],
      });
      return verdict;
    });
  }

  private async citationsOf(tx: Tx, claim: string, wanted: readonly string[]): Promise<readonly string[]> {
    const there = await this.reads.citations.onClaim(tx, claim, wanted);
    const missing = wanted.find((id) => !there.has(id));
    if (missing) refuse('citation.not_on_claim', `${missing} is no citation of this claim. Add it to the claim first.`);
    return [...there];
  }

  private async utterancesOf(tx: Tx, claim: string, wanted: readonly string[] | undefined): Promise<readonly string[]> {
    const there = (await this.reads.utterances.withClaimants(tx, claim)).map(({ state }) => state.id);
    const missing = wanted?.find((id) => !there.includes(id));
    if (missing) refuse('verdict.utterance_not_on_claim', `${missing} is no utterance of this claim.`);
    return wanted ? [...new Set(wanted)] : there;
  }
}

function demandAssignee(actor: Actor, claim: ClaimState): string {
  if (claim.status !== 'checking') {
    refuse(
      'claim.wrong_state',
      `A verdict is drafted while a claim is being checked; this one is ${claim.status}. Assign it first.`,
    );
  }
  if (!actor.member || actor.member !== claim.assignee) {
    refuse(
      'claim.not_assignee',
      'Only the researcher this claim is assigned to drafts its verdict. Ask an editor to assign it to you.',
    );
  }
  return actor.member;
}

function demandRating(scale: RatingScale, code: string): void {
  if (ratingOf(scale, code)) return;
  const known = scale.ratings.map((rating) => rating.code);
  refuse('verdict.unknown_rating', `"${code}" is not on the scale. Use one of: ${known.join(', ')}.`, {
    facts: { ratings: known },
  });
}
