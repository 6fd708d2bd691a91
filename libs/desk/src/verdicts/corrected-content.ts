import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { beyondCorrection, type Corrected, type CorrectionKind, type VerdictContent } from '#libs/factcheck';
import { canonicalJson, demand } from '#libs/kernel';
import { CorrectionStore } from '../corrections/correction-store.js';
import type { VerdictState } from './verdict-state.js';
import { VerdictStore } from './verdict-store.js';

/** Holds a version that carries out a correction against what was accepted and against what stands published. */
@Injectable()
export class CorrectedContent {
  constructor(
    private readonly verdicts: VerdictStore,
    private readonly corrections: CorrectionStore,
  ) {}

  /** Gives the kind of the correction that is carried out, if one is. Errors: verdict.beyond_correction. */
  async demandWithin(tx: Tx, verdict: VerdictState, content: VerdictContent): Promise<CorrectionKind | undefined> {
    if (!verdict.correction) return undefined;
    const correction = await this.corrections.accepted(tx, verdict.claim);
    const published = await this.verdicts.published(tx, verdict.claim);
    if (!correction || !published) return undefined;
    const frozen = await this.verdicts.frozen(tx, published.id);
    const kind = correction.kind as CorrectionKind;
    const before = frozen ? corrected(frozen) : { ...published, ground: null };
    demand(beyondCorrection({ kind, major: correction.major === true }, before, corrected(content)));
    return kind;
  }
}

function corrected({
  outcome,
  rating,
  summary,
  rationale,
  policy: _,
  methodology: __,
  ...ground
}: VerdictContent): Corrected {
  const sorted = <T extends { readonly id: string }>(those: readonly T[]): readonly T[] =>
    those.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const settled = {
    ...ground,
    rating,
    outcome,
    utterances: sorted(ground.utterances),
    precedents: sorted(ground.precedents),
    citations: sorted(ground.citations),
  };
  return { outcome, rating, summary, rationale, ground: canonicalJson(settled) };
}
