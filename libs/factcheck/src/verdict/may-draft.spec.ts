import { claimStatuses } from '../claim/claim-workflow.js';
import { mayDraftAgain, mayDraftRetraction } from './may-draft.js';

describe('drafting', () => {
  it.each(claimStatuses.map((status) => [status] as const))('on a claim that is %s follows the table', (status) => {
    const codes = [undefined, { kind: 'update' }, { kind: 'retraction' }] as const;
    const answers = codes.map((correction) => mayDraftAgain({ status }, correction)?.code);
    const needed = 'verdict.correction_needed';
    if (status === 'checking') expect(answers).toEqual([undefined, undefined, undefined]);
    else if (status === 'published') expect(answers).toEqual([needed, undefined, needed]);
    else expect(answers).toEqual(Array(3).fill('claim.wrong_state'));
  });

  it('a retraction needs something that was published', () => {
    const open = claimStatuses.filter((status) => mayDraftRetraction({ status }) === undefined);
    expect(open).toEqual(['published', 'suspended']);
  });
});
