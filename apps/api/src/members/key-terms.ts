import type { KeyTerms } from '#libs/factcheck';
import { refuse } from '#libs/kernel';
import type { KeyTermsBody } from './keys.dto.js';

/** What was sent of them, times in UTC: they are compared as text from here on. */
export function termsOf(body: KeyTermsBody | undefined): KeyTerms {
  const { scopes, expiresAt, period } = body ?? {};
  if (period && Date.parse(period.from) >= Date.parse(period.until)) {
    refuse('request.invalid', 'key.period: until must lie after from.', {
      errors: [{ field: 'key.period.until', message: 'must lie after from' }],
    });
  }
  return {
    ...(scopes ? { scopes } : {}),
    ...(expiresAt ? { expiresAt } : {}),
    ...(period ? { period: { from: utc(period.from), until: utc(period.until) } } : {}),
  };
}

const utc = (moment: string): string => new Date(moment).toISOString();
