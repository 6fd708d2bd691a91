import { interestsRuling, schedulerRuling } from './interests.js';

describe('interests', () => {
  it('are declared before anybody judges, and one bars', () => {
    expect(interestsRuling('none')).toBeUndefined();
    expect(interestsRuling('one')?.code).toBe('interests.conflict');
    expect(interestsRuling(undefined)?.code).toBe('interests.undeclared');
  });

  it('that the scheduler declares later stop the clock', () => {
    expect(schedulerRuling('none')).toBeUndefined();
    expect(schedulerRuling(undefined)).toBeUndefined();
    expect(schedulerRuling('one')?.code).toBe('interests.conflict');
  });
});
