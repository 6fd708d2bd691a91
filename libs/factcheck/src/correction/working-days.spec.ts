import fc from 'fast-check';
import { usualCalendar, workingDaysAfter } from './working-days.js';

describe('working days', () => {
  it.each([
    ['2025-05-09', 1, '2025-05-12'],
    ['2025-05-12', 7, '2025-05-21'],
    ['2024-02-28', 2, '2024-03-01'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2025-05-10', 0, '2025-05-10'],
  ])('from %s, %i of them lead to %s', (day, count, expected) => {
    expect(workingDaysAfter(day, count, usualCalendar)).toBe(expected);
  });

  it("leave out the newsroom's holidays and its own weekend", () => {
    expect(workingDaysAfter('2025-12-24', 1, { weekend: [6, 7], holidays: ['2025-12-25', '2025-12-26'] })).toBe(
      '2025-12-29',
    );
    expect(workingDaysAfter('2025-05-08', 1, { weekend: [5, 6], holidays: [] })).toBe('2025-05-11');
  });

  it('agree with the calendar of the machine on every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), fc.integer({ min: 1, max: 40 }), (start, count) => {
        const iso = (n: number) => new Date(n * 86_400_000).toISOString().slice(0, 10);
        let at = start;
        for (let left = count; left > 0;) {
          at += 1;
          if (![0, 6].includes(new Date(at * 86_400_000).getUTCDay())) left -= 1;
        }
        expect(workingDaysAfter(iso(start), count, usualCalendar)).toBe(iso(at));
      }),
    );
  });
});
