import { minuteOf, momentOf, spell } from './moment.js';

describe('times in reports', () => {
  it('are read without the zone of the machine', () => {
    for (const time of ['2026-05-01T10:00:00.123Z', '2024-02-29T23:59:59.999Z', '1970-01-01T00:00:00.000Z'])
      expect(momentOf(time)).toBe(Date.parse(time));
    expect(momentOf('2026-05')).toBeNaN();
    expect(minuteOf('2026-05-01T10:00:59.123Z')).toBe('2026-05-01 10:00 UTC');
  });

  it.each([
    [0, 'under a minute'],
    [60_000, '1 min'],
    [90 * 60_000, '1 h 30 min'],
    [24 * 3_600_000, '1 d'],
    [(3 * 24 + 4) * 3_600_000 + 60_000, '3 d 4 h'],
  ])('%d ms are %s', (milliseconds, words) => {
    expect(spell(milliseconds)).toBe(words);
  });
});
