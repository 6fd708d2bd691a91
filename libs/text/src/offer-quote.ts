import { codePointsOf } from './code-points.js';
import { type Difference, differences, fold } from './fold.js';
import { occurrencesOf } from './occurrences.js';

export type { Difference } from './fold.js';

/** A place that reads like the quote, in the words as they stand in the text. For the caller to send, never taken silently. */
export interface QuoteOffer {
  readonly exact: string;
  /** Code points, half-open. */
  readonly start: number;
  readonly end: number;
  readonly differs: readonly Difference[];
}

/** At most `most` places where `exact` stands but for quotation marks, dashes, spaces or invisible characters. */
export function offersFor(text: string, exact: string, most: number): readonly QuoteOffer[] {
  const wanted = fold(exact).text.trim();
  const folded = fold(text);
  const points = codePointsOf(text);
  const offers: QuoteOffer[] = [];
  for (const place of occurrencesOf(wanted, folded.text)) {
    const start = folded.starts[place] ?? 0;
    // The last unit is no white space, so it stands for one unit.
    const end = (folded.starts[place + wanted.length - 1] ?? 0) + 1;
    const standing = text.slice(start, end);
    offers.push({
      exact: standing,
      start: points.toCodePoint(start),
      end: points.toCodePoint(end),
      differs: differencesBetween(exact, standing),
    });
    if (offers.length === most) break;
  }
  return offers;
}

// A kind of difference is there if levelling all the others does not make the two equal.
function differencesBetween(sent: string, standing: string): readonly Difference[] {
  return differences.filter((kind) => {
    const others = differences.filter((other) => other !== kind);
    const levelled = (text: string): string =>
      kind === 'spaces' ? fold(text, others).text : fold(text, others).text.trim();
    return levelled(sent) !== levelled(standing);
  });
}
