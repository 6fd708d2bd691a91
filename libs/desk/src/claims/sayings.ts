import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { UtteranceMode } from '#libs/factcheck';
import { refuse, type SubjectState } from '#libs/kernel';
import type { Change } from '#libs/ledger';
import { ArticleStore } from '../articles/article-store.js';
import { type AppearanceInput, placeAppearance } from './appearance.js';
import { type ClaimantInput, ClaimantStore, type KnownClaimant } from './claimant-store.js';
import { UtteranceStore } from './utterance-store.js';

/** Somebody said it, somewhere. */
export interface SayingInput {
  readonly claimant: ClaimantInput;
  /** Whose words the claimant passes on, or who passes on the claimant's: the chain behind the appearance. */
  readonly reportedBy?: ClaimantInput;
  readonly affiliation?: string;
  readonly mode: UtteranceMode;
  readonly impliedBecause?: string;
  readonly saidOn?: string;
  readonly appearance: AppearanceInput;
}

/** Puts a saying down: its quote must stand in the text, and whoever is named is registered if new. */
@Injectable()
export class Sayings {
  constructor(
    private readonly articles: ArticleStore,
    private readonly claimants: ClaimantStore,
    private readonly utterances: UtteranceStore,
  ) {}

  async add(tx: Tx, claim: string, input: SayingInput): Promise<{ utterance: SubjectState; changes: Change[] }> {
    demandModeReason(input);
    const appearance = await placeAppearance(tx, this.articles, input.appearance);
    const claimant = await this.claimants.find(tx, input.claimant);
    const reportedBy = input.reportedBy && (await this.claimants.find(tx, input.reportedBy));
    const utterance = await this.utterances.add(tx, {
      ...input,
      claim,
      claimant: claimant.state.id,
      reportedBy: reportedBy?.state.id,
      appearance,
    });
    const changes: Change[] = [
      { type: 'utterance', id: utterance.id, version: 1, after: utterance },
      ...[claimant, reportedBy].flatMap(registration),
    ];
    return { utterance, changes };
  }
}

const registration = (known: KnownClaimant | undefined): Change[] =>
  known?.isNew ? [{ type: 'claimant', id: known.state.id, version: 1, after: known.state }] : [];

function demandModeReason(input: SayingInput): void {
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
