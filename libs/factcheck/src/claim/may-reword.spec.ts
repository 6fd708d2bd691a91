import { claimStatuses } from './claim-workflow.js';
import { mayReword } from './may-reword.js';

describe('the wording of a claim', () => {
  it('changes on the way to a verdict, and not where the claim has ended', () => {
    const open = claimStatuses.filter((status) => !mayReword({ status }, undefined));
    expect([...open].sort()).toEqual(['accepted', 'checking', 'submitted']);
  });

  it('stands as soon as a verdict was submitted on it', () => {
    expect(mayReword({ status: 'checking' }, 2)).toMatchObject({ code: 'claim.wording_frozen', facts: { verdict: 2 } });
  });
});
