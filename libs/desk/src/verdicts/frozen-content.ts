import type { FrozenCitation, FrozenQuantity, FrozenUtterance, VerdictContent } from '#libs/factcheck';
import type { JsonObject, SubjectState } from '#libs/kernel';
import type { ClaimState } from '../claims/claim-state.js';
import type { CitedSource } from '../evidence/citation-store.js';
import type { VerdictState } from './verdict-state.js';

type Saying = { readonly state: SubjectState; readonly claimant: JsonObject };

/** Everything that a ballot judges, taken together at submit. */
export function frozenContent(
  claim: ClaimState,
  verdict: VerdictState,
  evidence: readonly CitedSource[],
  sayings: readonly Saying[],
  under: { readonly policy: number; readonly methodology: number | null },
): VerdictContent {
  return {
    claim: claim.id,
    statement: claim.statement,
    quantity: frozenQuantity(claim.quantity),
    utterances: sayings.filter(({ state }) => verdict.utterances.includes(state.id)).map(frozenUtterance),
    outcome: verdict.outcome,
    scale: { code: verdict.scale.code, version: verdict.scale.version },
    rating: verdict.rating,
    summary: verdict.summary,
    rationale: verdict.rationale,
    evidenceCutOff: verdict.evidenceCutOff,
    judgedAsOf: verdict.judgedAsOf,
    precedents: verdict.precedents,
    citations: evidence.map(frozenCitation),
    policy: under.policy,
    methodology: under.methodology,
  };
}

const frozenQuantity = (quantity: JsonObject | null): FrozenQuantity | null =>
  quantity && {
    comparator: quantity.comparator as FrozenQuantity['comparator'],
    low: (quantity.low ?? null) as string | null,
    high: (quantity.high ?? null) as string | null,
    unit: quantity.unit as string,
    asOf: (quantity.asOf ?? null) as string | null,
  };

const frozenUtterance = ({ state, claimant }: Saying): FrozenUtterance => ({
  id: state.id,
  version: state.version,
  claimant: claimant as unknown as FrozenUtterance['claimant'],
  mode: state.mode as FrozenUtterance['mode'],
  saidAt: state.saidOn as string | null,
  place: null,
  revision: state.revision as string | null,
  quote: state.exact as string | null,
});

const frozenCitation = ({ citation, source }: CitedSource): FrozenCitation => ({
  id: citation.id,
  stance: citation.stance as FrozenCitation['stance'],
  mode: citation.mode,
  primary: citation.primary as boolean,
  derivesFrom: citation.derivesFrom,
  excerpt: citation.excerpt as string | null,
  figure: citation.figure as FrozenCitation['figure'],
  contentHash: citation.contentHash as string | null,
  retrievedAt: citation.retrievedAt as string | null,
  // The copy of the very page if there is one, else that of the source.
  archivedUrl: (citation.archivedUrl ?? source.archivedUrl) as string | null,
  source: {
    id: source.id,
    kind: source.kind as FrozenCitation['source']['kind'],
    title: source.title as string,
    publisher: source.publisher as string | null,
    url: source.url as string | null,
    access: source.access as FrozenCitation['source']['access'],
    interests: source.interests as string | null,
    unnamed: source.unnamed as boolean,
  },
});
