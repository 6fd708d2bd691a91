const months = 'January February March April May June July August September October November December'.split(' ');

/** "6 May 2025" for an RFC 3339 time, in the time's own zone; no locale, so the sentence is the same on every machine. */
export function dayInWords(time: string): string {
  const [year, month, day] = time.slice(0, 10).split('-').map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}`;
}
