import type { EventRow } from './event-row.js';

const columns: Readonly<Record<string, keyof EventRow>> = {
  index: 'index',
  time: 'time',
  who: 'who',
  who_id: 'whoId',
  what: 'what',
  subject: 'subject',
  subject_id: 'subjectId',
  about: 'about',
  why: 'why',
  also_changed: 'also',
  event: 'event',
};

/** RFC 4180, UTF-8. */
export const csvHead = line(Object.keys(columns));
export const csvLine = (row: EventRow): string => line(Object.values(columns).map((column) => String(row[column])));

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** A cell that begins like a formula, also behind blanks, gets an apostrophe before it (OWASP, CSV injection). */
function cell(words: string): string {
  const safe = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/u.test(words) ? `'${words}` : words;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
