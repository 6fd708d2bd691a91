import { reportable } from './reportable.js';

describe('what a report may hold of a subject', () => {
  it('is what the desk and an assessor read, and nothing of lawyers, sources in confidence, or fields without a rule', () => {
    expect(
      reportable('claim', {
        id: '1',
        version: 2,
        statement: 'S',
        stepReason: 'R',
        hold: { reason: 'secret' },
        news: 1,
      }),
    ).toEqual({ id: '1', version: 2, statement: 'S', stepReason: 'R' });
    expect(reportable('ballot', { voter: 'm', choice: 'reject' })).toEqual({ voter: 'm', choice: 'reject' });
    expect(reportable('interest', { declared: 'one', description: 'a brother' })).toEqual({ declared: 'one' });
    expect(reportable('member', { name: 'Ada', email: 'ada@example.org' })).toEqual({ name: 'Ada' });
  });
});
