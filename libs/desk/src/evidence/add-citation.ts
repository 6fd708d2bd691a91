import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { citationRuling, mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { CaptureStore } from './capture-store.js';
import { CitationStore, type NewCitation } from './citation-store.js';
import { demandOpenEvidence } from './open-evidence.js';
import { SourceStore } from './source-store.js';

export type CitationInput = Omit<NewCitation, 'claim' | 'consultedBy' | 'contentHash'>;

/** A source used on a claim. Excerpt, retrieval time and digest exist only where somebody really saw it. */
@Injectable()
export class AddCitation {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly sources: SourceStore,
    private readonly captures: CaptureStore,
    private readonly citations: CitationStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, claimId: string, input: CitationInput): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, claimId);
      demand(mayDo(actor, 'citation.add'));
      demandOpenEvidence(claim);
      demand(citationRuling(input.mode, input, actor.member !== undefined));
      await this.sources.demandCitable(tx, input.source);
      if (
        input.derivesFrom &&
        !(await this.citations.onClaim(tx, claimId, [input.derivesFrom])).has(input.derivesFrom)
      ) {
        refuse('citation.not_on_claim', `derivesFrom names ${input.derivesFrom}, which is no citation of this claim.`);
      }
      const seen = {
        ...(input.capture ? await this.captures.citable(tx, input.capture) : {}),
        ...(input.mode === 'consulted' && actor.member ? { consultedBy: actor.member } : {}),
      };
      const citation = await this.citations.add(tx, { ...input, ...seen, claim: claimId });
      await this.ledger.record(tx, {
        type: 'citation.added',
        root: claimId,
        labels: claimLabels(claim),
        changes: [{ type: 'citation', id: citation.id, version: 1, after: citation }],
      });
      return citation;
    });
  }
}
