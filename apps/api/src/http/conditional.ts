import type { IncomingHttpHeaders } from 'node:http';

/** Whether If-None-Match names this tag, strong or weak (RFC 9110, 13.1.2), or any. */
export const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch?.split(',').some((tag) => tag.trim() === '*' || strong(tag.trim()) === strong(etag)) ?? false;

const strong = (tag: string): string => tag.replace(/^W\//, '');

/**
 * Last-Modified of what last changed at this time; nothing while that second runs, for within it a time does not tell one
 * state from the next (RFC 9110, 8.8.2.2).
 */
export function lastModified(changedAt: string, now: number): Date | undefined {
  const second = Math.floor(Date.parse(changedAt) / 1_000) * 1_000;
  return now - second >= 1_000 ? new Date(second) : undefined;
}

/** Whether the caller has this already. With a tag the tag alone counts (RFC 9110, 13.2.2). */
export function isUnchanged(
  { 'if-none-match': known, 'if-modified-since': since }: IncomingHttpHeaders,
  etag: string,
  changed: Date | undefined,
): boolean {
  if (known !== undefined) return isKnown(known, etag);
  return changed !== undefined && Date.parse(since ?? '') >= changed.getTime();
}
