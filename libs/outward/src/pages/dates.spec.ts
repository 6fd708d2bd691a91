import { dayInWords, inWords } from './dates.js';

describe('a date in words', () => {
  it.each([
    ['2024', '2024'],
    ['2024-03', 'March 2024'],
    ['2024-03-05', '5 March 2024'],
    ['2025-05-06T22:31-04:00', '6 May 2025, 22:31 UTC-04:00'],
    ['2025-05-07T02:31:00.000Z', '7 May 2025, 02:31 UTC'],
  ])('%s is %s, and no more', (date, words) => expect(inWords(date)).toBe(words));

  it('leaves the time away where only the day matters', () =>
    expect(dayInWords('2025-05-07T23:59:00.000Z')).toBe('7 May 2025'));
});
