// A receiver may ask for patience, not for eternity.
const longestRetryAfter = 86_400;

/**
 * Seconds until the next try after `made` failed ones, or nothing when that was the last. Jitter of ±10 % keeps the
 * deliveries of one outage from coming back in one moment; `random` is in [0, 1). A longer Retry-After wins.
 */
export function nextPause(
  retrySeconds: readonly number[],
  made: number,
  random: number,
  retryAfterSeconds = 0,
): number | undefined {
  const pause = retrySeconds[made - 1];
  if (pause === undefined) return undefined;
  return Math.max(pause * (0.9 + 0.2 * random), Math.min(retryAfterSeconds, longestRetryAfter));
}

/** Retry-After in seconds from `now`: a number of them or an HTTP date (RFC 9110 10.2.3). Nothing when it is neither. */
export function retryAfterSeconds(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Number(text);
  // Every form of an HTTP date begins with the name of a day; Date.parse alone would read "-5" as a year.
  // eslint-disable-next-line no-restricted-globals -- it reads a date and asks no clock
  const moment = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : Math.max(0, (moment - now.getTime()) / 1_000);
}
