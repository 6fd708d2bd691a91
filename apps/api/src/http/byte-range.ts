/** A part of a file: from `start` up to and without `end`. */
export interface BytePart {
  readonly start: number;
  readonly end: number;
}

/**
 * What a Range header asks for of a file of `size` bytes (RFC 9110, 14.1.2): a part, nothing that is there, or the whole.
 * What we do not understand, and several parts at once, is no range: the whole file is an allowed answer to all of them.
 */
export function byteRange(header: string | undefined, size: number): BytePart | 'unsatisfiable' | 'whole' {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.replace(/\s/g, '') ?? '') ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '') {
    const count = Math.min(Number(last), size);
    return count === 0 ? 'unsatisfiable' : { start: size - count, end: size };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return 'whole';
  if (start >= size) return 'unsatisfiable';
  return { start, end: last === '' ? size : Math.min(Number(last) + 1, size) };
}

/** Whether If-Range lets the range count: only for the very bytes that the caller has a part of, so no weak tag and no date. */
export const rangeCounts = (ifRange: string | undefined, etag: string): boolean =>
  ifRange === undefined || ifRange.trim() === etag;
