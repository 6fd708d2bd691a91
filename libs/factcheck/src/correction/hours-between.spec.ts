import { hoursBetween } from './hours-between.js';

describe('hours between two moments', () => {
  it.each([
    ['2026-05-01T10:00:00.000Z', '2026-05-01T10:00:00.000Z', 0],
    ['2026-05-01T10:00:00.000Z', '2026-05-01T10:06:00.000Z', 0.1],
    ['2026-05-01T10:00:00.000Z', '2026-05-02T09:30:00.500Z', 23.5],
    ['2024-02-28T23:00:00.000Z', '2024-03-01T01:00:00.000Z', 26],
    ['2025-12-31T23:59:59.999Z', '2026-01-01T00:59:59.999Z', 1],
  ])('from %s to %s', (from, until, hours) => expect(hoursBetween(from, until)).toBe(hours));
});
