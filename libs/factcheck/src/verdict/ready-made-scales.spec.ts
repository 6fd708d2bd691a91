import { scaleRuling } from './rating-scale.js';
import { readyMadeScales } from './ready-made-scales.js';

describe('the ready-made scales', () => {
  it.each(readyMadeScales.map((scale) => [scale.code, scale] as const))('%s can be published', (_code, scale) => {
    expect(scaleRuling(scale)).toBeUndefined();
    const values = scale.ratings.flatMap((rating) => (rating.value === null ? [] : [rating.value]));
    expect([Math.min(...values), Math.max(...values)]).toEqual([scale.worst, scale.best]);
    expect(new Set(values).size).toBe(values.length);
  });

  it('have codes of their own, and one of them labels outside the order', () => {
    expect(new Set(readyMadeScales.map((scale) => scale.code)).size).toBe(readyMadeScales.length);
    const outside = readyMadeScales.map((scale) => scale.ratings.filter((rating) => rating.value === null).length);
    expect(outside).toEqual([3, 0, 9]);
  });
});
