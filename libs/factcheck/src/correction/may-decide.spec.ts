import { mayDecideCorrection } from './may-decide.js';

describe('deciding a correction', () => {
  const involved = { authors: ['ana'], approvers: ['bea'], publisher: 'cem', rejectedBy: 'dee' };

  it.each([
    ['ana', 'wrote'],
    ['bea', 'approved'],
    ['cem', 'published'],
    ['dee', 'rejected'],
  ])('is refused to %s, who %s it', (member, part) => {
    expect(mayDecideCorrection(member, involved)).toMatchObject({
      code: 'correction.decider_involved',
      detail: expect.stringContaining(`You ${part}`),
    });
  });

  it('is open to an editor who had no part in it', () => {
    expect(mayDecideCorrection('eve', involved)).toBeUndefined();
    expect(mayDecideCorrection('eve', { ...involved, publisher: null, rejectedBy: null })).toBeUndefined();
  });
});
