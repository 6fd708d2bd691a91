/** Positions of one text, both ways. Code points are what is stored and shown; UTF-16 indexes are what JavaScript slices by. */
export interface CodePoints {
  readonly length: number;
  /** The UTF-16 index at which the code point at `position` begins; `length` gives the end of the text. */
  toUtf16(position: number): number;
  /** The position of the code point at a UTF-16 index; an index inside a surrogate pair belongs to the pair. */
  toCodePoint(index: number): number;
}

// One remembered position per so many UTF-16 units: 4 KB of memory and at most 1,024 steps per question on 1 MB.
const stride = 1024;

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

// The second half of a pair begins no code point. A lone low surrogate does.
const continuesPair = (text: string, index: number): boolean =>
  index > 0 && isLow(text.charCodeAt(index)) && isHigh(text.charCodeAt(index - 1));

function countStarts(text: string, from: number, to: number): number {
  let count = 0;
  for (let index = from; index < to; index++) if (!continuesPair(text, index)) count++;
  return count;
}

/** How many code points a text has. */
export const codePointLength = (text: string): number => countStarts(text, 0, text.length);

/** Reads the text once; afterwards each question costs at most about a thousand steps. Throws RangeError outside the text. */
export function codePointsOf(text: string): CodePoints {
  const marks = new Uint32Array(Math.floor(text.length / stride) + 1);
  let length = 0;
  for (let mark = 0; mark < marks.length; mark++) {
    marks[mark] = length;
    length += countStarts(text, mark * stride, Math.min((mark + 1) * stride, text.length));
  }
  const before = (mark: number): number => marks[mark] ?? 0;
  return {
    length,
    toCodePoint(index) {
      demandWithin(index, text.length);
      const mark = Math.floor(index / stride);
      const starts = before(mark) + countStarts(text, mark * stride, index);
      return index < text.length && continuesPair(text, index) ? starts - 1 : starts;
    },
    toUtf16(position) {
      demandWithin(position, length);
      let low = 0;
      let high = marks.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (before(middle) <= position) low = middle;
        else high = middle - 1;
      }
      let index = low * stride;
      // A stride may begin inside a pair whose first half was counted before it.
      if (index < text.length && continuesPair(text, index)) index++;
      for (let left = position - before(low); left > 0; left--) index += continuesPair(text, index + 1) ? 2 : 1;
      return index;
    },
  };
}

/** The code points from `start` up to `end`, without cutting a pair. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  const points = codePointsOf(text);
  return text.slice(points.toUtf16(start), points.toUtf16(end));
}

function demandWithin(position: number, length: number): void {
  if (!Number.isInteger(position) || position < 0 || position > length) {
    throw new RangeError(`position ${position} is outside 0..${length}`);
  }
}
