/** What typing, typesetting and copying change without changing the words. Case is not among it. */
export const differences = ['quotation marks', 'dashes', 'spaces', 'invisible characters'] as const;
export type Difference = (typeof differences)[number];

/** A text with these differences levelled, and for each of its UTF-16 units the index in the original where it comes from. */
export interface Folded {
  readonly text: string;
  readonly starts: Uint32Array;
}

const singleQuotes = "'`´ʹʼʻ‘’‚‛′‹›＇";
const doubleQuotes = '"“”„‟″«»＂';
const dashes = '-‐‑‒–—―−﹘﹣－';
// Soft hyphen, zero-width space, word joiner, byte order mark, and the marks and isolates of bidirectional text.
// Not U+200C and U+200D: joiners carry meaning in Persian and in the scripts of India.
const invisible = '\u00ad\u200b\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069';
const space = /\s/;
const unchanged = { kind: undefined, becomes: '' };

interface Levelling {
  readonly kind: Difference;
  readonly becomes: string;
}
const levelling = (signs: string, kind: Difference, becomes: string): [string, Levelling][] =>
  [...signs].map((sign) => [sign, { kind, becomes }]);
const levelled: ReadonlyMap<string, Levelling> = new Map([
  ...levelling(singleQuotes, 'quotation marks', "'"),
  ...levelling(doubleQuotes, 'quotation marks', '"'),
  ...levelling(dashes, 'dashes', '-'),
  ...levelling(invisible, 'invisible characters', ''),
]);

/** Folds a text by the named kinds; runs of white space, line breaks included, become one space. */
export function fold(text: string, kinds: readonly Difference[] = differences): Folded {
  const folded: string[] = [];
  const starts = new Uint32Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charAt(index);
    const { kind, becomes } =
      levelled.get(unit) ?? (space.test(unit) ? { kind: 'spaces' as const, becomes: ' ' } : unchanged);
    const put = kind === undefined || !kinds.includes(kind) ? unit : becomes;
    if (put === '') continue;
    if (kind === 'spaces' && kinds.includes(kind) && folded.at(-1) === ' ') continue;
    starts[folded.length] = index;
    folded.push(put);
  }
  return { text: folded.join(''), starts };
}
