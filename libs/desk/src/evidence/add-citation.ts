import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type FieldError, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { ClaimStore } from '../claims/claim-store.js';
import { CitationStore, type NewCitation } from './citation-store.js';
import { SourceStore } from './source-store.js';

export type CitationInput = Omit<NewCitation, 'claim' | 'consultedBy' | 'contentHash'>;

// Evidence is gathered while a claim is open; what a verdict already froze is not touched by more.
const open: readonly string[] = ['submitted', 'accepted', 'checking', 'published', 'suspended'];

/** A source used on a claim. Excerpt and retrieval time exist only where somebody really saw it. */
@Injectable()
export class AddCitation {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly sources: SourceStore,
    private readonly citations: CitationStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, claimId: string, input: CitationInput): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, claimId);
      demand(mayDo(actor, 'citation.add'));
      if (!open.includes(claim.status)) {
        refuse('citation.evidence_frozen', `This claim is ${claim.status}; reopen it before you add evidence.`);
      }
      demandTruthful(actor, input);
      if (!(await this.sources.exists(tx, input.source)))
        refuse('not_found', `There is no source ${input.source} here.`);
      if (
        input.derivesFrom &&
        !(await this.citations.onClaim(tx, claimId, [input.derivesFrom])).has(input.derivesFrom)
      ) {
        refuse('citation.not_on_claim', `derivesFrom names ${input.derivesFrom}, which is no citation of this claim.`);
      }
      const consulted = input.mode === 'consulted' && actor.member ? { consultedBy: actor.member } : {};
      const citation = await this.citations.add(tx, { ...input, ...consulted, claim: claimId });
      await this.ledger.record(tx, {
        type: 'citation.added',
        root: claimId,
        labels: { language: claim.language, status: claim.status },
        changes: [{ type: 'citation', id: citation.id, version: 1, after: citation }],
      });
      return citation;
    });
  }
}

function demandTruthful(actor: Actor, input: CitationInput): void {
  const errors: FieldError[] = [];
  if (input.mode === 'linked') {
    for (const field of ['excerpt', 'retrievedAt', 'consultedOn'] as const) {
      if (input[field] !== undefined)
        errors.push({ field, message: 'does not go with "linked": the source was not retrieved' });
    }
  }
  if (input.mode === 'consulted') {
    if (!actor.member)
      errors.push({ field: 'mode', message: "only a person can have consulted a source; use a member's key" });
    if (!input.consultedOn) errors.push({ field: 'consultedOn', message: 'say when you saw it' });
  }
  if (input.mode === 'captured') {
    errors.push({
      field: 'mode',
      message: 'a captured citation needs the captured bytes, and this release cannot take them yet',
    });
  }
  if (errors.length > 0) {
    refuse('citation.invalid', errors.map((error) => `${error.field}: ${error.message}.`).join(' '), { errors });
  }
}
