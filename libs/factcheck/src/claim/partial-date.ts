export type Precision = 'year' | 'month' | 'day' | 'minute' | 'second';

// ISO 8601-2 (EDTF) level 0 without intervals. One thing more: a time may stop at the minute, because that is how people
// were heard to say things. One thing less: a time needs its zone, since "Tuesday night" in Caracas is Wednesday in UTC.
const pattern =
  /^(?<year>\d{4})(?:-(?<month>\d{2})(?:-(?<day>\d{2})(?:T(?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2}))?(?<zone>Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** How exactly a date was given, or undefined when it is none: "2024-03" is a month and never the first of March. */
export function precisionOf(text: string): Precision | undefined {
  const parts = pattern.exec(text)?.groups;
  if (!parts) return undefined;
  const { year, month, day, hour, minute, second, zone } = parts;
  if (month === undefined) return 'year';
  if (!between(month, 1, 12)) return undefined;
  if (day === undefined) return 'month';
  if (!between(day, 1, daysIn(Number(year), Number(month)))) return undefined;
  if (hour === undefined) return 'day';
  // A leap second (…:60) is refused: PostgreSQL and JavaScript would both turn it into another minute.
  if (!between(hour, 0, 23) || !between(minute, 0, 59) || !isZone(zone)) return undefined;
  if (second === undefined) return 'minute';
  return between(second, 0, 59) ? 'second' : undefined;
}

/** A year, a month, a day, or a time with its zone, kept as it was given. */
export const isPartialDate = (text: unknown): text is string =>
  typeof text === 'string' && precisionOf(text) !== undefined;

const between = (digits: string | undefined, low: number, high: number): boolean =>
  Number(digits) >= low && Number(digits) <= high;

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

// Offsets in use run from -12:00 to +14:00. ISO 8601 forbids -00:00.
function isZone(zone: string | undefined): boolean {
  if (zone === 'Z') return true;
  if (zone === undefined || zone === '-00:00') return false;
  return between(zone.slice(1, 3), 0, 14) && between(zone.slice(4), 0, 59);
}
