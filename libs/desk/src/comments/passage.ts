import type { PassageField } from '#libs/factcheck';
import { refuse, Refused } from '#libs/kernel';
import { contextOf, findQuote, normalizeText } from '#libs/text';
import type { VerdictState } from '../verdicts/verdict-state.js';
import type { Passage } from './comment-state.js';

/** Words of one field of a verdict (W3C TextQuoteSelector). */
export interface PassageInput {
  readonly field: PassageField;
  readonly exact: string;
  readonly prefix?: string;
  readonly suffix?: string;
}

/** Where the words stand in the verdict as it is now. Errors: comment.passage_not_found, quote.ambiguous. */
export function placePassage(verdict: VerdictState, input: PassageInput): Passage {
  const text = normalizeText(verdict[input.field]);
  const found = findQuote(text, input);
  if ('refusal' in found) {
    const { code, facts } = found.refusal;
    if (code !== 'quote.not_found') throw new Refused(found.refusal);
    refuse(
      'comment.passage_not_found',
      `These words do not stand in the ${input.field} of version ${verdict.version} of this verdict. Read it again, and copy them as they stand there.`,
      facts ? { facts } : {},
    );
  }
  const { start, end, utf16Start, utf16End } = found.found;
  return {
    field: input.field,
    exact: text.slice(utf16Start, utf16End),
    ...contextOf(text, start, end),
    start,
    end,
    utf16Start,
    utf16End,
    verdictVersion: verdict.version,
  };
}
