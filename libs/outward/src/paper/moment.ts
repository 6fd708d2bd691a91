import { dayNumber } from '#libs/factcheck';

/** Milliseconds since 1970 of a time as the log gives it: 2026-05-01T10:00:00.000Z. NaN for anything else. */
export function momentOf(time: string): number {
  const [, day = '', hour, minute, second, fraction] =
    /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/.exec(time) ?? [];
  const [h, m, s, ms] = [hour, minute, second, fraction].map(Number) as [number, number, number, number];
  return day === '' ? NaN : (((dayNumber(day) * 24 + h) * 60 + m) * 60 + s) * 1_000 + ms;
}

/** "3 d 4 h": two units are as exact as anybody reads. */
export function spell(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return 'under a minute';
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60), minutes % 60];
  const parts = [
    [days, 'd'],
    [hours, 'h'],
    [rest, 'min'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** "2026-05-01 10:00 UTC" */
export const minuteOf = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
