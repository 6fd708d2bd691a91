import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { RatingScale } from '#libs/factcheck';
import { OrganizationStore } from '#libs/identity';
import { refuse } from '#libs/kernel';
import { UtteranceStore } from '../claims/utterance-store.js';
import { CitationStore } from '../evidence/citation-store.js';
import { demandRating } from './demand-rating.js';
import type { Precedent } from './verdict-state.js';

export interface PrecedentInput {
  readonly id: string;
  readonly departsBecause?: string;
}

export interface VerdictInput {
  readonly rating: string;
  readonly summary: string;
  readonly rationale: string;
  readonly citations: readonly string[];
  /** Which sayings are judged; all of the claim's when not given. */
  readonly utterances?: readonly string[];
  readonly judgedAsOf?: string;
  readonly evidenceCutOff?: string;
  /** What was rated before and was considered. */
  readonly precedents?: readonly PrecedentInput[];
}

/** What a draft may rest on: each part is asked for, and named when it is not there. */
@Injectable()
export class VerdictGrounds {
  constructor(
    private readonly utterances: UtteranceStore,
    private readonly citations: CitationStore,
    private readonly organizations: OrganizationStore,
  ) {}

  /** The scale in force, once this code stands on it. */
  async scaleWith(tx: Tx, code: string): Promise<RatingScale> {
    const { scale } = await this.organizations.rules(tx);
    demandRating(scale, code);
    return scale;
  }

  async scaleInForce(tx: Tx): Promise<RatingScale> {
    return (await this.organizations.rules(tx)).scale;
  }

  async citationsOf(tx: Tx, claim: string, wanted: readonly string[]): Promise<readonly string[]> {
    const there = await this.citations.onClaim(tx, claim, wanted);
    const missing = wanted.find((id) => !there.has(id));
    if (missing) refuse('citation.not_on_claim', `${missing} is no citation of this claim. Add it to the claim first.`);
    return [...there];
  }

  /** All of the claim's when none are named. */
  async utterancesOf(tx: Tx, claim: string, wanted: readonly string[] | undefined): Promise<readonly string[]> {
    const there = (await this.utterances.withClaimants(tx, claim)).map(({ state }) => state.id);
    const missing = wanted?.find((id) => !there.includes(id));
    if (missing) refuse('verdict.utterance_not_on_claim', `${missing} is no utterance of this claim.`);
    return wanted ? [...new Set(wanted)] : there;
  }

  /** Verdicts that went out once, whatever became of them. */
  async precedentsOf(tx: Tx, wanted: readonly PrecedentInput[] = []): Promise<readonly Precedent[]> {
    if (wanted.length === 0) return [];
    const rows = await tx.query<{ id: string }>(
      `select id from verdict where organization_id = $1 and id = any($2::uuid[]) and published_at is not null`,
      [tx.organization, wanted.map(({ id }) => id)],
    );
    const there = new Set(rows.map(({ id }) => id));
    const missing = wanted.find(({ id }) => !there.has(id));
    if (missing) refuse('verdict.unknown_precedent', `${missing.id} is no verdict that was published here.`);
    // Each once: the digest is over a set.
    const each = new Map(wanted.map(({ id, departsBecause }) => [id, departsBecause ?? null]));
    return [...each].map(([id, departsBecause]) => ({ id, departsBecause }));
  }
}
