import { commentState } from '../comments/comment-state.js';
import { citationState } from '../evidence/citation-store.js';
import { enquiryState } from '../evidence/enquiry-store.js';
import { verdictState } from '../verdicts/verdict-state.js';
import { claimState } from './claim-state.js';
import { linkState } from './link-store.js';
import { utteranceState } from './utterance-store.js';

/** What a hold's reason is replaced by for those who may only know that there is a hold. */
export const unsaid = 'null';

const listOf = (state: string, from: string, where: string): string =>
  `(select coalesce(json_agg(${state} order by x.id), '[]') from ${from} where x.organization_id = c.organization_id and ${where})`;

const own = (table: string, state: (alias: string) => string): string =>
  listOf(state('x'), `${table} x`, 'x.claim_id = c.id');

// What was merged into a claim keeps its sayings, and they count here.
const saidOfIt = `x.claim_id = any(array(select c.id union all
  select d.id from claim d where d.organization_id = c.organization_id and d.duplicate_of = c.id))`;

/** What may be had with a claim in one call: `c` is the claim. */
const parts = {
  utterances: () => listOf(utteranceState('x'), 'utterance x', saidOfIt),
  citations: () => own('citation', citationState),
  enquiries: () => own('enquiry', enquiryState),
  verdicts: () => own('verdict', verdictState),
  comments: () => own('comment', commentState),
  links: () => listOf(linkState('x'), 'claim_link x', '(x.claim_id = c.id or x.other_claim_id = c.id)'),
  duplicates: (reason?: string) => listOf(claimState('x', reason), 'claim x', 'x.duplicate_of = c.id'),
} as const;

export type ClaimInclude = keyof typeof parts;
export const claimIncludes = Object.keys(parts) as readonly ClaimInclude[];
export const partText = (name: ClaimInclude, reason?: string): string => parts[name](reason);

/** When each saying was said and went out, in the order of entry: out of it the first appearance is found. */
export const datesText = listOf(
  `json_build_object('id', x.id, 'saidOn', x.said_on, 'time', x.unanchored ->> 'time', 'publishedAt', a.published_at)`,
  'utterance x left join article a on a.organization_id = x.organization_id and a.id = x.article_id',
  saidOfIt,
);
