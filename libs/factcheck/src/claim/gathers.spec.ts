import { claimStatuses } from './claim-workflow.js';
import { mayGoUnseen, maySayAgain, mayTakeIn } from './gathers.js';

describe('a claim that gathers', () => {
  const standing = (status: (typeof claimStatuses)[number]) => ({
    id: 'a',
    status,
    duplicateOf: status === 'duplicate' ? 'b' : null,
  });
  const fit = ['accepted', 'checking', 'published', 'submitted', 'suspended'];

  it('hears of new sayings and takes duplicates in while it is open or shown', () => {
    expect(claimStatuses.filter((status) => !maySayAgain(standing(status))).sort()).toEqual(fit);
    expect(claimStatuses.filter((status) => !mayTakeIn(standing(status))).sort()).toEqual(fit);
  });

  it('that was merged names where to go', () => {
    expect(mayTakeIn(standing('duplicate'))).toMatchObject({ code: 'claim.merge_chain', facts: { duplicateOf: 'b' } });
    expect(maySayAgain(standing('duplicate'))?.detail).toContain('merged into b');
    expect(mayTakeIn(standing('declined'))?.code).toBe('claim.wrong_state');
  });

  it('does not go unseen once readers saw it', () => {
    expect(mayGoUnseen({ publishedVerdict: null })).toBeUndefined();
    expect(mayGoUnseen({ publishedVerdict: 'v' })?.code).toBe('claim.wrong_state');
  });
});
