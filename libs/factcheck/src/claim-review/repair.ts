import { isPartialDate } from '../claim/partial-date.js';
import { isWebAddress } from '../evidence/web-address.js';

/** Another publisher's ClaimReview (schema.org), as far as it can be understood, with what had to be mended. */
export interface RepairedReview {
  readonly url: string | null;
  readonly publisher: string;
  readonly publisherSite: string | null;
  readonly claimReviewed: string;
  readonly claimant: string | null;
  /** Partial dates */
  readonly claimDate: string | null;
  readonly reviewDate: string | null;
  readonly rating: {
    readonly label: string | null;
    readonly value: number | null;
    readonly worst: number | null;
    readonly best: number | null;
  };
  readonly language: string | null;
  readonly repairs: readonly string[];
}

type Loose = Readonly<Record<string, unknown>>;

/** Reads a record as it is found in the wild, or says which field it cannot do without. */
export function repairClaimReview(record: unknown): RepairedReview | { readonly missing: string } {
  const repairs: string[] = [];
  const review = one(record, 'record', repairs);
  const claimReviewed = plainText(review.claimReviewed, 'claimReviewed', repairs);
  if (!claimReviewed) return { missing: 'claimReviewed' };
  const author = one(review.author ?? review.publisher, 'author', repairs);
  const url = address(
    text(review.url) ?? text(one(review.mainEntityOfPage, 'mainEntityOfPage', repairs)['@id']),
    repairs,
  );
  const publisherSite = text(author.url) ?? siteOf(url);
  const publisher = text(author.name) ?? publisherSite;
  if (!publisher) return { missing: 'author' };
  if (!text(author.name)) repairs.push('author: no name, its site was taken');
  const reviewed = one(review.itemReviewed, 'itemReviewed', repairs);
  // Older records describe a CreativeWork that appears in another; its author is the claimant all the same.
  const claimant = one(reviewed.author, 'itemReviewed.author', repairs);
  return {
    url,
    publisher,
    publisherSite,
    claimReviewed,
    claimant: text(claimant.name),
    claimDate: date(reviewed.datePublished, 'itemReviewed.datePublished', repairs),
    reviewDate: date(review.datePublished, 'datePublished', repairs),
    rating: ratingOf(one(review.reviewRating, 'reviewRating', repairs), repairs),
    language: text(review.inLanguage),
    repairs,
  };
}

function ratingOf(rating: Loose, repairs: string[]): RepairedReview['rating'] {
  const label = plainText(rating.alternateName ?? rating.name, 'reviewRating.alternateName', repairs);
  const value = number(rating.ratingValue, 'reviewRating.ratingValue', repairs);
  const worst = number(rating.worstRating, 'reviewRating.worstRating', repairs);
  const best = number(rating.bestRating, 'reviewRating.bestRating', repairs);
  if (worst !== null && worst === best) {
    repairs.push('reviewRating: worst and best are the same, so the numbers say nothing');
    return { label, value: null, worst: null, best: null };
  }
  if (worst !== null && best !== null && worst > best) {
    repairs.push('reviewRating: worst was above best; they were exchanged');
    return { label, value, worst: best, best: worst };
  }
  return { label, value, worst, best };
}

/** Arrays where one is expected: the first counts. */
export function one(value: unknown, field: string, repairs: string[]): Loose {
  if (Array.isArray(value)) {
    if (value.length > 1) repairs.push(`${field}: several were given, the first was taken`);
    return one(value[0], field, repairs);
  }
  if (typeof value === 'string') return { name: value };
  return typeof value === 'object' && value !== null ? (value as Loose) : {};
}

// Without the type guard, which would tell the compiler that a wrong date is no text.
const isDate = (value: string): boolean => isPartialDate(value);

export const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/** HTML in a field that should be text. Entities are few in the wild: the five of XML and the space. */
export function plainText(value: unknown, field: string, repairs: string[]): string | null {
  const given = text(value);
  if (given === null || !/<[a-z/!]|&(?:amp|lt|gt|quot|#39|nbsp);/i.test(given)) return given;
  repairs.push(`${field}: HTML was taken out`);
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
  return text(
    given
      .replace(/<[^<>]{0,2000}>/g, ' ')
      .replace(/&(amp|lt|gt|quot|#39|nbsp);/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
      .replace(/\s+/g, ' '),
  );
}

function number(value: unknown, field: string, repairs: string[]): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value === -1 ? minusOne(field, repairs) : value;
  const given = text(value);
  if (given === null) return null;
  const parsed = Number(given.replace(',', '.'));
  if (!Number.isFinite(parsed)) {
    repairs.push(`${field}: "${given.slice(0, 40)}" is no number`);
    return null;
  }
  repairs.push(`${field}: was text`);
  return parsed === -1 ? minusOne(field, repairs) : parsed;
}

/** Publishers without a scale write -1 in all three. */
function minusOne(field: string, repairs: string[]): null {
  repairs.push(`${field}: -1 stands for no scale`);
  return null;
}

/** `2020-10-07 20:05`, `2017-03-01 20:30:17 UTC`, bare dates and RFC 3339 are all found; a time without a zone is cut to its day. */
function date(value: unknown, field: string, repairs: string[]): string | null {
  const given = text(value);
  if (given === null) return null;
  if (isDate(given)) return given;
  const utc = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)? ?(?:UTC|GMT)$/.exec(given);
  if (utc) {
    repairs.push(`${field}: written as RFC 3339`);
    const whole = `${utc[1]}T${utc[2]}Z`;
    return isDate(whole) ? whole : null;
  }
  const day = /^\d{4}(-\d{2}(-\d{2})?)?/.exec(given)?.[0];
  if (day && isDate(day)) {
    repairs.push(`${field}: cut to "${day}"`);
    return day;
  }
  repairs.push(`${field}: "${given.slice(0, 40)}" is no date`);
  return null;
}

/** Readers are sent there. */
function address(url: string | null, repairs: string[]): string | null {
  if (url === null || isWebAddress(url)) return url;
  repairs.push('url: no address that may be opened; it was left out');
  return null;
}

function siteOf(url: string | null): string | null {
  return url === null ? null : (/^https?:\/\/([^/\s]+)/i.exec(url)?.[1]?.toLowerCase() ?? null);
}
