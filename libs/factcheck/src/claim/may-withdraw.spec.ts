import { mayWithdraw } from './may-withdraw.js';

describe('who may withdraw a claim', () => {
  it('is an editor, whoever submitted it', () => {
    expect(mayWithdraw({ isEditor: true, isSubmitter: false }, 'checking')).toBeUndefined();
  });

  it('is its submitter, until somebody takes it up', () => {
    const submitter = { isEditor: false, isSubmitter: true };
    expect(mayWithdraw(submitter, 'submitted')).toBeUndefined();
    expect(mayWithdraw(submitter, 'accepted')?.code).toBe('claim.wrong_state');
    expect(mayWithdraw(submitter, 'checking')?.code).toBe('claim.wrong_state');
  });

  it('is nobody else', () => {
    expect(mayWithdraw({ isEditor: false, isSubmitter: false }, 'submitted')?.code).toBe('claim.not_submitter');
  });
});
