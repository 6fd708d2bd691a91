/** Which days a newsroom works. Weekdays as ISO numbers, 1 is Monday. */
export interface Calendar {
  readonly weekend: readonly number[];
  /** Days off, as 2025-12-25. */
  readonly holidays: readonly string[];
}

export const usualCalendar: Calendar = { weekend: [6, 7], holidays: [] };

// No country has more public holidays in a year; what goes beyond is time that the desk gives itself.
const usualHolidays = 20;

/** Whether the same number of working days may take longer than before: more days off in a week, or far more in a year. */
export function isLonger(before: Calendar, after: Calendar): boolean {
  if (new Set(after.weekend).size > new Set(before.weekend).size) return true;
  const most = Math.max(usualHolidays, fullestYear(before));
  return fullestYear(after) > most;
}

function fullestYear({ holidays }: Calendar): number {
  const days = new Map<string, number>();
  for (const day of new Set(holidays)) days.set(day.slice(0, 4), (days.get(day.slice(0, 4)) ?? 0) + 1);
  return Math.max(0, ...days.values());
}

/** The day (2025-05-16) that is this many working days after a day; the day itself does not count. */
export function workingDaysAfter(day: string, count: number, calendar: Calendar): string {
  // Proleptic Gregorian day numbers: arithmetic on whole days, in no time zone.
  let number = dayNumber(day);
  for (let left = count; left > 0;) {
    number += 1;
    if (isWorkingDay(number, calendar)) left -= 1;
  }
  return dayOf(number);
}

function isWorkingDay(number: number, { weekend, holidays }: Calendar): boolean {
  // 1970-01-01, day 0, was a Thursday (4).
  const weekday = ((((number + 3) % 7) + 7) % 7) + 1;
  return !weekend.includes(weekday) && !holidays.includes(dayOf(number));
}

// Days from 1970-01-01 by the civil calendar (H. Hinnant, "chrono-compatible low-level date algorithms").
// A year alone is its first day, and a month too.
export function dayNumber(day: string): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dayOf(number: number): string {
  const days = number + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}
