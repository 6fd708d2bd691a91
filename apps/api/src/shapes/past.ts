import { ruled } from './field-parts.js';

/** Beside a date or a time: what somebody did or said cannot be still to come. */
export const Past = (): PropertyDecorator =>
  ruled(
    'past',
    // What is no date at all has a rule of its own.
    (value) => typeof value !== 'string' || Number.isNaN(Date.parse(value)) || hasBegun(value, Date.now()),
    'has not come yet: give a day or a time that has',
  );

/** Whether the year, month or day has begun somewhere on Earth, or the time has come; a clock may be five minutes behind. */
export function hasBegun(date: string, now: number): boolean {
  const slack = date.includes('T') ? 5 * 60_000 : 14 * 3_600_000;
  return Date.parse(date) <= now + slack;
}
