import { Slots, slotDistance } from './slots.js';

describe('slots of a limited endpoint', () => {
  it('open one after the other and pass when nobody comes', () => {
    const slots = new Slots(3);
    expect(slots.use(0)).toBe(false);
    expect(slots.wanted(10, 0)).toBe(3);
    expect(slots.wanted(10, 0)).toBe(0);
    slots.give([100, 500, 900]);
    expect([slots.next, slots.use(99), slots.use(100), slots.use(101)]).toEqual([100, false, true, false]);
    expect(slots.wanted(10, 101)).toBe(0);
    // 500 passed unused.
    expect([slots.use(800), slots.next]).toEqual([false, 900]);
    expect([slots.use(900), slots.wanted(1, 900)]).toEqual([true, 1]);
  });

  it('are asked for again after a failure', () => {
    const slots = new Slots(1);
    expect(slots.wanted(5, 0)).toBe(1);
    slots.give([]);
    expect(slots.wanted(5, 0)).toBe(1);
    expect(new Slots(5).wanted(0, 0)).toBe(0);
  });

  it.each([1, 2, 7, 50, 1_000])('of %d a second are never overstepped, however late each request begins', (rate) => {
    // The worst: the first of them as late as can be, the last on time.
    const span = rate * slotDistance(rate) - 100;
    // And something for the way.
    expect(span).toBeGreaterThanOrEqual(1_100);
  });
});
