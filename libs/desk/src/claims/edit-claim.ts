import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import { mayDo, mayReword, quantityRuling } from '#libs/factcheck';
import { type Actor, canonicalJson, demand, type Json, type JsonObject, refuse, type SubjectState } from '#libs/kernel';
import { type Change, Ledger } from '#libs/ledger';
import { VerdictDrafts } from '../verdicts/verdict-drafts.js';
import { claimLabels, type ClaimState } from './claim-state.js';
import { type ClaimEdit, ClaimStore } from './claim-store.js';
import { OpenVerdict } from './open-verdict.js';

/** A claim's priority, its date, what is still missing; and its words, until a verdict is submitted on them. */
@Injectable()
export class EditClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly verdict: OpenVerdict,
    private readonly drafts: VerdictDrafts,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: Omit<ClaimEdit, 'topics'>, expected: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.edit'));
      const before = changedWords(claim, input);
      if (before) demand(mayReword(claim, await this.verdict.frozen(tx, id)));
      if (before && input.quantity) demand(quantityRuling(input.quantity));
      const draft = before ? await this.signDraft(tx, id) : [];
      const edited = await this.claims.edit(tx, claim, input);
      await this.ledger.record(tx, {
        type: 'claim.edited',
        root: id,
        labels: claimLabels(edited),
        changes: [{ type: 'claim', id, version: edited.version, after: edited }, ...draft],
        ...(before ? { facts: { before } } : {}),
      });
      return edited;
    });
  }

  /** The statement is part of what ballots judge, so whoever changes it under a draft is an author of that draft. */
  private async signDraft(tx: Tx, claim: string): Promise<Change[]> {
    const draft = await this.verdict.of(tx, claim);
    if (!draft) return [];
    const author = tx.actor.member ?? refuse('access.person_needed');
    const after = await this.drafts.rewrite(tx, draft, {}, author);
    return [{ type: 'verdict', id: after.id, version: after.version, after }];
  }
}

const words = ['statement', 'kind', 'language', 'quantity'] as const;

/** The words as they stood, if these are others. */
function changedWords(claim: ClaimState, input: Omit<ClaimEdit, 'topics'>): JsonObject | undefined {
  const isChanged = words.some(
    (field) =>
      input[field] !== undefined && canonicalJson(input[field] as unknown as Json) !== canonicalJson(claim[field]),
  );
  return isChanged ? Object.fromEntries(words.map((field) => [field, claim[field]])) : undefined;
}
