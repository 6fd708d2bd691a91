import fc from 'fast-check';
import { derivationRuling } from './derivation.js';

const chain = [
  { id: 'a', derivesFrom: 'b' },
  { id: 'b', derivesFrom: 'c' },
  { id: 'c', derivesFrom: null },
];

describe('where a citation comes from', () => {
  it('may be any other that does not come from it', () => {
    expect(derivationRuling('a', 'c', chain)).toBeUndefined();
    expect(derivationRuling('new', 'a', chain)).toBeUndefined();
    expect(derivationRuling('a', 'elsewhere', chain)).toBeUndefined();
  });

  it('is never itself, by any number of steps', () => {
    expect(derivationRuling('a', 'a', chain)?.code).toBe('citation.derives_from_itself');
    expect(derivationRuling('c', 'a', chain)?.detail).toMatch(/^Citation a derives from this one already/);
  });

  it('never becomes a ring, whatever is asked for in whatever order', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const wish = fc.record({ id: fc.constantFrom(...ids), origin: fc.constantFrom(...ids) });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 20 }), (wishes) => {
        const origin = new Map<string, string | null>(ids.map((id) => [id, null]));
        for (const one of wishes) {
          const all = [...origin].map(([id, derivesFrom]) => ({ id, derivesFrom }));
          if (!derivationRuling(one.id, one.origin, all)) origin.set(one.id, one.origin);
        }
        for (const id of ids) {
          let here: string | null | undefined = id;
          for (let steps = 0; here; steps += 1) {
            expect(steps).toBeLessThan(ids.length);
            here = origin.get(here);
          }
        }
      }),
    );
  });

  it('comes to an end on a ring that an older mistake left', () => {
    const ring = [
      { id: 'x', derivesFrom: 'y' },
      { id: 'y', derivesFrom: 'x' },
    ];
    expect(derivationRuling('z', 'x', ring)).toBeUndefined();
  });
});
