import { termsRuling } from './key-terms.js';

const period = { from: '2025-01-01T00:00:00Z', until: '2025-12-31T23:59:59Z' };
const expiresAt = '2026-03-01T00:00:00Z';

describe('the terms of a key', () => {
  it('have a period only for an auditor, and with an end', () => {
    expect(termsRuling({ period, expiresAt }, ['auditor'])).toBeUndefined();
    expect(termsRuling({ period, expiresAt }, ['auditor', 'admin'])?.code).toBe('key.period_unfit');
    expect(termsRuling({ period }, ['auditor'])?.code).toBe('key.period_unfit');
    expect(termsRuling({ scopes: ['read'] }, ['editor'])).toBeUndefined();
  });
});
