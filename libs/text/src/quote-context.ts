import { type CodePoints, codePointsOf } from './code-points.js';

/** What stands directly before and after a quote. */
export interface QuoteContext {
  readonly prefix: string;
  readonly suffix: string;
}

/** Up to `n` code points on each side of the code points `start` up to `end`. Throws RangeError outside the text. */
export const contextOf = (text: string, start: number, end: number, n = 32): QuoteContext =>
  contextIn(text, codePointsOf(text), start, end, n);

/** The same where the positions of the text are known already. */
export function contextIn(text: string, points: CodePoints, start: number, end: number, n = 32): QuoteContext {
  const from = points.toUtf16(Math.max(0, start - n));
  const to = points.toUtf16(Math.min(points.length, end + n));
  return { prefix: text.slice(from, points.toUtf16(start)), suffix: text.slice(points.toUtf16(end), to) };
}
