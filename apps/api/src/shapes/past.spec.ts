import { hasBegun } from './past.js';

describe('a date', () => {
  const now = Date.parse('2025-05-06T10:00:00Z');

  it.each(['2025', '2025-05', '2025-05-06', '2025-05-07', '2025-05-06T10:04Z', '2025-05-06T12:00+02:00'])(
    '%s has begun, there where its day begins first',
    (date) => expect(hasBegun(date, now)).toBe(true),
  );

  it.each(['2026', '2025-06', '2025-05-08', '2025-05-06T10:06Z', '2025-05-06T10:00-01:00'])(
    '%s is still to come',
    (date) => expect(hasBegun(date, now)).toBe(false),
  );
});
