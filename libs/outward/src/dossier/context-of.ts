import type { Context } from './dossier-model.js';
import type { State } from '../state.js';

/** So many UTF-16 units of the article are shown on each side, and no more than its paragraph where that is shorter. */
const most = 400;

/** The quote among the words of its revision. Null where the positions do not give the quote back: nothing is guessed. */
export function contextOf(utterance: State, text: string | undefined): Context | null {
  const { utf16Start: start, utf16End: end, exact } = utterance;
  if (text === undefined || typeof start !== 'number' || typeof end !== 'number') return null;
  if (text.slice(start, end) !== exact) return null;
  const from = wordStart(text, Math.max(start - most, text.lastIndexOf('\n', start - 1) + 1));
  const paragraphEnd = text.indexOf('\n', end);
  const until = wordEnd(text, Math.min(end + most, paragraphEnd < 0 ? text.length : paragraphEnd));
  return {
    before: text.slice(from, start),
    quote: exact,
    after: text.slice(end, until),
    cutBefore: from > 0,
    cutAfter: until < text.length,
  };
}

// Never through the middle of a character that takes two units.
const isLow = (text: string, at: number): boolean => /[\uDC00-\uDFFF]/.test(text.charAt(at));
const wordStart = (text: string, at: number): number => (isLow(text, at) ? at + 1 : at);
const wordEnd = (text: string, at: number): number => (isLow(text, at) ? at - 1 : at);
