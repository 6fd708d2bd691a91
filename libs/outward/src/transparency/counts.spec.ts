import { Counter, spread } from './counts.js';

describe('figures', () => {
  it('are counted by name, most first, then by name', () => {
    const counter = new Counter();
    for (const what of ['b', 'a', 'c', 'c']) counter.add(what);
    expect(counter.all).toEqual([
      { what: 'c', count: 2 },
      { what: 'a', count: 1 },
      { what: 'b', count: 1 },
    ]);
    expect([counter.of('c'), counter.of('nothing')]).toEqual([2, 0]);
  });

  it('spread as the database computes it', () => {
    expect(spread([])).toEqual({ count: 0, median: null, p90: null, most: null });
    expect(spread([4])).toEqual({ count: 1, median: 4, p90: 4, most: 4 });
    expect(spread([10, 1, 2, 3])).toMatchObject({ median: 2.5, most: 10 });
    expect(spread([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]).p90).toBe(10);
  });
});
