import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import { mayDo, quantityRuling, type UtteranceMode } from '#libs/factcheck';
import { type Actor, demand, refuse, Refused, type SubjectState } from '#libs/kernel';
import { type Change, Ledger } from '#libs/ledger';
import { contextOf, findQuote } from '#libs/text';
import { ArticleStore } from '../articles/article-store.js';
import { type ClaimantInput, ClaimantStore, type KnownClaimant } from './claimant-store.js';
import { ClaimStore, type NewClaim } from './claim-store.js';
import { type Anchored, type Unanchored, UtteranceStore } from './utterance-store.js';

/** The quote on an article's text (W3C TextQuoteSelector), or where something was said that is no text here. */
export type AppearanceInput =
  { readonly article: string; readonly exact: string; readonly prefix?: string; readonly suffix?: string } | Unanchored;

export interface ClaimInput extends NewClaim {
  readonly claimant: ClaimantInput;
  /** Whose words the claimant passes on, or who passes on the claimant's: the chain behind the appearance. */
  readonly reportedBy?: ClaimantInput;
  readonly affiliation?: string;
  readonly mode: UtteranceMode;
  readonly impliedBecause?: string;
  readonly saidOn?: string;
  readonly appearance: AppearanceInput;
}

/** One checkable statement with its first utterance. An anchored quote must stand in the text. */
@Injectable()
export class SubmitClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly articles: ArticleStore,
    private readonly claimants: ClaimantStore,
    private readonly claims: ClaimStore,
    private readonly utterances: UtteranceStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, input: ClaimInput): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'claim.submit'));
      if (input.quantity) demand(quantityRuling(input.quantity));
      demandModeReason(input);
      const appearance = 'exact' in input.appearance ? await this.anchor(tx, input.appearance) : input.appearance;
      const claimant = await this.claimants.find(tx, input.claimant);
      const reportedBy = input.reportedBy && (await this.claimants.find(tx, input.reportedBy));
      const claim = await this.claims.add(tx, input);
      const utterance = await this.utterances.add(tx, {
        ...input,
        claim: claim.id,
        claimant: claimant.state.id,
        reportedBy: reportedBy?.state.id,
        appearance,
      });
      await this.ledger.record(tx, {
        type: 'claim.submitted',
        root: claim.id,
        labels: { language: claim.language, status: claim.status },
        changes: [
          { type: 'claim', id: claim.id, version: 1, after: claim },
          { type: 'utterance', id: utterance.id, version: 1, after: utterance },
          ...[claimant, reportedBy].flatMap(registration),
        ],
      });
      return { ...claim, utterances: [utterance] };
    });
  }

  private async anchor(tx: Tx, at: Extract<AppearanceInput, { exact: string }>): Promise<Anchored> {
    const text =
      (await this.articles.currentText(tx, at.article)) ??
      refuse('not_found', `There is no article ${at.article} here.`);
    const found = findQuote(text.body, at);
    if ('refusal' in found) throw new Refused(found.refusal);
    const { start, end, utf16Start, utf16End } = found.found;
    const exact = text.body.slice(utf16Start, utf16End);
    return {
      article: at.article,
      revision: text.revision,
      exact,
      ...contextOf(text.body, start, end),
      start,
      end,
      utf16Start,
      utf16End,
    };
  }
}

const registration = (known: KnownClaimant | undefined): Change[] =>
  known?.isNew ? [{ type: 'claimant', id: known.state.id, version: 1, after: known.state }] : [];

function demandModeReason(input: ClaimInput): void {
  if ((input.mode === 'implied') !== (input.impliedBecause !== undefined)) {
    refuse(
      'request.invalid',
      'An implied claim needs impliedBecause, which readers will see; any other mode must not have it.',
      {
        errors: [{ field: 'impliedBecause', message: 'goes with mode "implied", and only with it' }],
      },
    );
  }
}
