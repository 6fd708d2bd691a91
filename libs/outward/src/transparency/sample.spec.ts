import { createHash } from 'node:crypto';
import { Sample } from './sample.js';

describe('a random sample', () => {
  const ids = Array.from({ length: 500 }, (_, n) => `check-${n}`);
  const drawn = (seed: string, order = ids): string[] => {
    const sample = new Sample(seed, 10);
    for (const id of order) sample.offer(id);
    return sample.all.map(({ id }) => id);
  };

  it('is drawn again by anybody from the list, in whatever order that stands', () => {
    const lot = (id: string): string => createHash('sha256').update(`a seed\n${id}`).digest('hex');
    const byHand = [...ids].sort((a, b) => (lot(a) < lot(b) ? -1 : 1)).slice(0, 10);
    expect(drawn('a seed')).toEqual(byHand);
    expect(drawn('a seed', [...ids].reverse())).toEqual(byHand);
  });

  it('is another one for another seed, and the whole list where that is short', () => {
    expect(drawn('another seed')).not.toEqual(drawn('a seed'));
    expect(drawn('a seed', ids.slice(0, 3)).sort()).toEqual(ids.slice(0, 3));
  });
});
