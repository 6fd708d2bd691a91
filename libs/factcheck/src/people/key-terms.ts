import { type Period, refusal, type Role, type Ruling, type Scope } from '#libs/kernel';

/** How far a key reaches, in what and in time. What is not given does not narrow it. */
export interface KeyTerms {
  readonly scopes?: readonly Scope[];
  readonly expiresAt?: string;
  readonly period?: Period;
}

/** A period makes an assessor's key: for an auditor and nobody else, and it ends. */
export function termsRuling({ period, expiresAt }: KeyTerms, roles: readonly Role[]): Ruling {
  if (!period) return undefined;
  if (roles.join() !== 'auditor')
    return refusal('key.period_unfit', 'Only the key of somebody who is an auditor and nothing else has a period.');
  if (expiresAt === undefined)
    return refusal('key.period_unfit', 'A key with a period needs a day on which it expires.');
  return undefined;
}
