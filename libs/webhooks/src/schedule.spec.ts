import fc from 'fast-check';
import { nextPause, retryAfterSeconds } from './schedule.js';

const seconds = [5, 300, 1_800];

describe('the schedule of retries', () => {
  it('takes the pauses in order, within a tenth, and then ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (made, random) => {
        const pause = seconds[made - 1] as number;
        const given = nextPause(seconds, made, random) as number;
        expect(given).toBeGreaterThanOrEqual(pause * 0.9 - 1e-9);
        expect(given).toBeLessThanOrEqual(pause * 1.1);
      }),
    );
    expect(nextPause(seconds, 4, 0.5)).toBeUndefined();
    expect(nextPause([], 1, 0.5)).toBeUndefined();
  });

  it('waits as long as the receiver asks, up to a day, and never less than it would anyway', () => {
    expect(nextPause(seconds, 1, 0.5, 60)).toBe(60);
    expect(nextPause(seconds, 2, 0.5, 60)).toBe(300);
    expect(nextPause(seconds, 1, 0.5, 10 ** 9)).toBe(86_400);
  });

  it('does not come back after its end because a receiver asks for patience', () => {
    expect(nextPause(seconds, 4, 0.5, 60)).toBeUndefined();
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-11-23T12:00:00Z');

  it.each([
    ['120', 120],
    [' 0 ', 0],
    ['Mon, 23 Nov 2026 12:02:00 GMT', 120],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%p is %p seconds', (header, expected) => {
    expect(retryAfterSeconds(header, now)).toBe(expected);
  });
});
