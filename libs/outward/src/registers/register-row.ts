import { firstAppearance, type RegisterColumn, registerColumnNames } from '#libs/factcheck';
import type { Cell } from './cells.js';

export type State = Readonly<Record<string, unknown>>;

/** One claim and what the register tells about it. What does not exist is undefined. */
export interface RegisterRecord {
  readonly claim: State;
  readonly utterance?: State;
  readonly claimant?: State;
  readonly article?: State;
  /** The published one. */
  readonly verdict?: State;
  readonly ratingLabel?: string;
  readonly citations: number;
  readonly appearances: number;
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;

const legacyOf = ({ verdict }: RegisterRecord): State | undefined =>
  (verdict?.legacy ?? undefined) as State | undefined;

export const field = (state: State | null | undefined, name: string): string | null => text(state?.[name]);
const outside = (state: State | undefined, name: string): string | null =>
  text((state?.unanchored as State | null | undefined)?.[name]);

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
  first_appearance_url: (r) => field(r.article, 'url') ?? outside(r.utterance, 'address'),
  quote: (r) => field(r.utterance, 'exact') ?? outside(r.utterance, 'excerpt'),
  said_on: (r) => field(r.utterance, 'saidOn'),
  rating: (r) => field(r.verdict, 'rating'),
  rating_label: (r) => text(r.ratingLabel),
  summary: (r) => field(r.verdict, 'summary'),
  // As the archive gave it, where it came with one.
  verdict_published_at: (r) => field(legacyOf(r), 'reviewedOn') ?? field(r.verdict, 'publishedAt'),
  citations: (r) => r.citations,
  assignee_id: (r) => field(r.claim, 'assignee'),
  origin: (r) => field(r.claim, 'origin'),
  closing_reason: (r) => field(r.claim, 'closingReason'),
  submitted_at: (r) => field(r.claim, 'createdAt'),
  updated_at: (r) => field(r.claim, 'updatedAt'),
  decided: (r) => (r.verdict ? (field(legacyOf(r), 'label') ?? 'by ballots') : null),
  procedure: (r) => (legacyOf(r) ? null : field(r.verdict, 'procedure')),
  rest: (r) => field(r.verdict?.rest as State | null | undefined, 'status'),
  topics: (r) => text(((r.claim.topics ?? []) as string[]).join(' ')),
  claimant_id: (r) => field(r.utterance, 'claimant'),
  appearances: (r) => r.appearances,
  due_on: (r) => field(r.claim, 'dueOn'),
  review_by: (r) => field(r.claim, 'reviewBy'),
} satisfies Record<RegisterColumn, (record: RegisterRecord) => Cell>;

export const registerRow = (record: RegisterRecord): Cell[] =>
  registerColumnNames.map((name) => (columns[name] as (record: RegisterRecord) => Cell)(record));

/** The first appearance among these utterances, which come in the order of entry. */
export function firstOf(utterances: readonly State[], articles: ReadonlyMap<string, State>): State | undefined {
  const dated = utterances.map((utterance) => ({
    utterance,
    saidOn: field(utterance, 'saidOn'),
    time: outside(utterance, 'time'),
    publishedAt: field(articles.get(field(utterance, 'article') ?? ''), 'publishedAt'),
  }));
  return firstAppearance(dated)?.utterance;
}
