import fc from 'fast-check';
import { occurrencesOf } from './occurrences.js';

const few = fc.array(fc.constantFrom('a', 'b', '😀'), { maxLength: 40 }).map((parts) => parts.join(''));

describe('the occurrences of a piece of text', () => {
  it('are all of them, overlapping ones too', () => {
    fc.assert(
      fc.property(few, few, (text, wanted) => {
        fc.pre(wanted !== '');
        const plain: number[] = [];
        for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) plain.push(at);
        expect([...occurrencesOf(wanted, text)]).toEqual(plain);
      }),
      { numRuns: 500 },
    );
  });

  it('are none for nothing', () => {
    expect([...occurrencesOf('', 'abc')]).toEqual([]);
  });

  it('are counted in time that grows with the lengths only', () => {
    let count = 0;
    const started = performance.now();
    for (const place of occurrencesOf('a'.repeat(500_000), 'a'.repeat(1_000_000))) count += place >= 0 ? 1 : 0;
    expect(count).toBe(500_001);
    // Milliseconds in fact; a quadratic search needs many minutes.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
