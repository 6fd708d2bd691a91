import { labelIn } from './claim-review/label-in.js';
import { firstAppearance, type RatingScale, ratingOf } from '#libs/factcheck';

type State = Readonly<Record<string, unknown>>;

/** One claim and what the register tells about it. What does not exist is undefined. */
export interface RegisterRecord {
  readonly claim: State;
  readonly utterance?: State;
  readonly claimant?: State;
  readonly article?: State;
  /** The published one. */
  readonly verdict?: State;
  readonly ratingLabel: string;
  readonly citations: number;
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const legacyOf = ({ verdict }: RegisterRecord): State | undefined =>
  (verdict?.legacy ?? undefined) as State | undefined;

const field = (state: State | null | undefined, name: string): string => text(state?.[name]);
const outside = (state: State | undefined, name: string): string =>
  text((state?.unanchored as State | null | undefined)?.[name]);

/** The columns in their order. Names are stable: programs read them. */
const columns = {
  claim_id: (r) => field(r.claim, 'id'),
  statement: (r) => field(r.claim, 'statement'),
  kind: (r) => field(r.claim, 'kind'),
  language: (r) => field(r.claim, 'language'),
  status: (r) => field(r.claim, 'status'),
  claimant: (r) => field(r.claimant, 'name'),
  claimant_affiliation: (r) => field(r.utterance, 'affiliation'),
  mode: (r) => field(r.utterance, 'mode'),
  first_appearance_outlet: (r) => field(r.article, 'outlet'),
  first_appearance_url: (r) => field(r.article, 'url') || outside(r.utterance, 'address'),
  quote: (r) => field(r.utterance, 'exact') || outside(r.utterance, 'excerpt'),
  said_on: (r) => field(r.utterance, 'saidOn'),
  rating: (r) => field(r.verdict, 'rating'),
  rating_label: (r) => r.ratingLabel,
  summary: (r) => field(r.verdict, 'summary'),
  // As the archive gave it, where it came with one.
  verdict_published_at: (r) => field(legacyOf(r), 'reviewedOn') || field(r.verdict, 'publishedAt'),
  citations: (r) => String(r.citations),
  assignee_id: (r) => field(r.claim, 'assignee'),
  origin: (r) => field(r.claim, 'origin'),
  closing_reason: (r) => field(r.claim, 'closingReason'),
  submitted_at: (r) => field(r.claim, 'createdAt'),
  updated_at: (r) => field(r.claim, 'updatedAt'),
  decided: (r) => (r.verdict ? field(legacyOf(r), 'label') || 'by ballots' : ''),
  procedure: (r) => (legacyOf(r) ? '' : field(r.verdict, 'procedure')),
  rest: (r) => field(r.verdict?.rest as State | null | undefined, 'status'),
} satisfies Record<string, (record: RegisterRecord) => string>;

export const registerColumns = Object.keys(columns);

export const registerRow = (record: RegisterRecord): string[] =>
  Object.values(columns).map((column: (record: RegisterRecord) => string) => column(record));

/** The first appearance among these utterances, which come in the order of entry. */
export function firstOf(utterances: readonly State[], articles: ReadonlyMap<string, State>): State | undefined {
  const dated = utterances.map((utterance) => ({
    utterance,
    saidOn: field(utterance, 'saidOn') || null,
    time: outside(utterance, 'time') || null,
    publishedAt: field(articles.get(field(utterance, 'article')), 'publishedAt') || null,
  }));
  return firstAppearance(dated)?.utterance;
}

/** In the language of the claim, else in English, else in the first language there is; '' without a rating. */
export function ratingLabel(verdict: State | undefined, language: string, scales: readonly RatingScale[]): string {
  const named = verdict?.scale as { code?: unknown; version?: unknown } | undefined;
  const scale = scales.find(({ code, version }) => code === named?.code && version === named.version);
  const labels = scale && ratingOf(scale, field(verdict, 'rating'))?.labels;
  return labels ? labelIn(labels, language) : '';
}
