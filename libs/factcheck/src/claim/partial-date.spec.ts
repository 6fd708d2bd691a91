import fc from 'fast-check';
import { isPartialDate, precisionOf } from './partial-date.js';

describe('a partial date', () => {
  it.each([
    ['2024', 'year'],
    ['2024-03', 'month'],
    ['2024-02-29', 'day'],
    ['2000-02-29', 'day'],
    ['2025-05-06T22:45-04:00', 'minute'],
    ['2025-05-06T22:45:10Z', 'second'],
    ['2025-05-07T12:00:00+14:00', 'second'],
  ])('%s is as precise as a %s', (text, precision) => {
    expect(precisionOf(text)).toBe(precision);
    expect(isPartialDate(text)).toBe(true);
  });

  it.each([
    '',
    '24',
    '2024-3',
    '2024-00',
    '2024-13',
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-01-00',
    '2025-05-06T22:45',
    '2025-05-06T24:00Z',
    '2025-05-06T22:60Z',
    '2025-05-06T22:45:60Z',
    '2025-05-06T22Z',
    '2025-05-06T22:45-00:00',
    '2025-05-06T22:45+15:00',
    '2025-05-06T22:45+04:60',
    '2025-05-06 22:45Z',
    '2024-03?',
    '2024/2025',
    '2024-03\n',
    '٢٠٢٤',
  ])('%j is none', (text) => {
    expect(precisionOf(text)).toBeUndefined();
  });

  it('is nothing but text', () => {
    expect(isPartialDate(2024)).toBe(false);
    expect(isPartialDate(null)).toBe(false);
  });

  it('agrees with the calendar on every day of four centuries', () => {
    const day = fc.date({
      min: new Date('1700-01-01T00:00:00Z'),
      max: new Date('2100-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (date) => {
        expect(precisionOf(date.toISOString().slice(0, 10))).toBe('day');
        const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0));
        const beyond = `${date.toISOString().slice(0, 8)}${last.getUTCDate() + 1}`;
        expect(precisionOf(beyond)).toBeUndefined();
      }),
    );
  });
});
