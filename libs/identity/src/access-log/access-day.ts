/** The kinds of the daily jobs: a digest when a day is over, an end when it has been kept long enough. */
export const digestJob = 'access-digest';
export const pruneJob = 'access-prune';

/** Jobs are about an id; a day is one. `2026-11-24` is `00000000-0000-0000-0000-000020261124`. */
export const subjectOfDay = (day: string): string =>
  `00000000-0000-0000-0000-${day.replaceAll('-', '').padStart(12, '0')}`;

export const dayOfSubject = (subject: string): string =>
  subject.slice(-8).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
