import { mayWithdraw } from './may-withdraw.js';

const claim = { status: 'submitted', mergedHere: undefined } as const;

describe('who may withdraw a claim', () => {
  it('is an editor, whoever submitted it', () => {
    const editor = { isEditor: true, isSubmitter: false };
    expect(mayWithdraw(editor, { ...claim, status: 'checking', mergedHere: 'another' })).toBeUndefined();
  });

  it('is its submitter, until somebody takes it up', () => {
    const submitter = { isEditor: false, isSubmitter: true };
    expect(mayWithdraw(submitter, claim)).toBeUndefined();
    expect(mayWithdraw(submitter, { ...claim, status: 'accepted' })?.code).toBe('claim.wrong_state');
    expect(mayWithdraw(submitter, { ...claim, status: 'checking' })?.code).toBe('claim.wrong_state');
  });

  it('is not its submitter once a claim of somebody else would go with it', () => {
    const submitter = { isEditor: false, isSubmitter: true };
    expect(mayWithdraw(submitter, { ...claim, mergedHere: 'another' })?.code).toBe('claim.not_submitter');
  });

  it('is nobody else', () => {
    expect(mayWithdraw({ isEditor: false, isSubmitter: false }, claim)?.code).toBe('claim.not_submitter');
  });
});
