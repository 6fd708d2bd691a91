import type { ClaimantKind } from '../vocabulary/claim.js';
import { canonicalLanguage } from '../vocabulary/language.js';
import { one, plainText, repairClaimReview, type RepairedReview, text } from './repair.js';

/** How a verdict that came with an archive is labelled, wherever it is shown. */
export const legacyLabel = 'decided before Claimdesk, no ballots';

/** One check of a newsroom's own archive: what any ClaimReview tells, and what a claim and a verdict need besides. */
export interface ArchivedCheck extends Omit<RepairedReview, 'claimant'> {
  readonly claimant: { readonly kind: ClaimantKind; readonly name: string };
  readonly affiliation: string | null;
  /** Where it was said, as an address. */
  readonly appearance: string | null;
  readonly summary: string;
  readonly rationale: string;
  readonly language: string;
  /** Whether the record names its author; in one's own archive it may be left out. */
  readonly namesAuthor: boolean;
}

type Loose = Readonly<Record<string, unknown>>;

// Beyond these a record is no row of an archive but something else, or would not fit into an event.
const mostStatement = 2_000;
const mostSummary = 1_000;
const mostRationale = 20_000;
const mostName = 300;
const mostAddress = 2_000;

/**
 * The one ClaimReview of a line: itself, or inside a DataFeed item. Several would become one claim, and the others be lost
 * without a word, so they are asked for on lines of their own.
 */
export function reviewOfItem(record: unknown): { readonly review: Loose } | { readonly wrong: string } {
  const whole = (Array.isArray(record) && record.length === 1 ? record[0] : record) as Loose | null;
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole))
    return { wrong: 'This line holds no ClaimReview, or several. Write one on each line.' };
  if ('dataFeedElement' in whole)
    return { wrong: 'This line holds a whole DataFeed. Write one of its items on each line.' };
  if (!('item' in whole)) return { review: whole };
  const items = (Array.isArray(whole.item) ? whole.item : [whole.item]) as unknown[];
  const [review] = items;
  if (items.length !== 1 || typeof review !== 'object' || review === null)
    return { wrong: `This item holds ${items.length} reviews. Write each on a line of its own.` };
  return { review: { ...(whole.url ? { url: whole.url } : {}), ...review } };
}

/** `ours` is the newsroom's name, for records that leave their author out; `language` for those that leave out theirs. */
export function archivedCheck(
  review: Loose,
  ours: string,
  language: string | undefined,
): { readonly check: ArchivedCheck } | { readonly wrong: string } {
  const namesAuthor = review.author !== undefined || review.publisher !== undefined;
  const read = repairClaimReview(namesAuthor ? review : { ...review, author: { name: ours } });
  if ('missing' in read) return { wrong: `A check without ${read.missing} cannot be kept.` };
  if (read.claimReviewed.length > mostStatement)
    return { wrong: `claimReviewed has ${read.claimReviewed.length} characters, and ${mostStatement} is the most.` };
  if (read.reviewDate === null)
    return { wrong: 'A check without a datePublished cannot be shown as decided before Claimdesk.' };
  if ((read.url ?? '').length > mostAddress || read.publisher.length > mostName)
    return { wrong: `Its url or the name of its author is too long (${mostAddress} and ${mostName} characters).` };
  const repairs = [...read.repairs];
  const reviewed = one(review.itemReviewed, 'itemReviewed', []);
  const author = one(reviewed.author, 'itemReviewed.author', []);
  const within = (value: string | null, most: number, field: string): string | null => {
    if (value === null || value.length <= most) return value;
    repairs.push(`${field}: longer than ${most} characters, left to the record as it came`);
    return null;
  };
  const name = within(read.claimant, mostName, 'itemReviewed.author');
  const told = within(
    plainText(review.description ?? review.headline ?? review.name, 'description', repairs),
    mostSummary,
    'description',
  );
  const rationale = within(plainText(review.reviewBody, 'reviewBody', repairs), mostRationale, 'reviewBody');
  return {
    check: {
      ...read,
      claimant: { kind: name === null ? 'unknown' : kindOf(author), name: name ?? 'Unknown' },
      affiliation: within(affiliationOf(author), mostName, 'itemReviewed.author.affiliation'),
      appearance: within(addressOf(reviewed), mostAddress, 'itemReviewed.appearance'),
      summary: told ?? read.rating.label ?? read.claimReviewed.slice(0, mostSummary),
      rationale: rationale ?? `The reasoning was published ${read.url ? `at ${read.url}` : 'before Claimdesk'}.`,
      language: canonicalLanguage(read.language ?? language ?? 'und') ?? language ?? 'und',
      namesAuthor,
      repairs,
    },
  };
}

function kindOf(author: Loose): ClaimantKind {
  const type = text(Array.isArray(author['@type']) ? author['@type'][0] : author['@type']) ?? '';
  if (type === 'Person') return 'person';
  if (/^News/.test(type)) return 'outlet';
  return /Organization|Party/.test(type) ? 'organization' : 'unknown';
}

const affiliationOf = (author: Loose): string | null =>
  text(author.jobTitle) ?? text(one(author.affiliation ?? author.worksFor, 'affiliation', []).name);

/** The first appearance if it is named, else the first of all. */
function addressOf(reviewed: Loose): string | null {
  for (const place of [reviewed.firstAppearance, reviewed.appearance, reviewed]) {
    const at = one(place, 'appearance', []);
    const url = text(at.url) ?? text(at.name) ?? text(at['@id']);
    if (url && /^https?:\/\//i.test(url)) return url;
  }
  return null;
}
