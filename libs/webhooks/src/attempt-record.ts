import type { EgressOutcome } from '#libs/egress';
import type { Judgement } from './attempt-outcome.js';
import type { AttemptRecord } from './result-store.js';

/** The line of the attempt log for a request that ended. */
export function attemptRecord(
  outcome: EgressOutcome,
  judgement: Judgement,
  number: number,
  startedAt: Date,
): AttemptRecord {
  return {
    number,
    startedAt: startedAt.toISOString(),
    result: judgement.result,
    status: outcome.status ?? null,
    detail: judgement.detail,
    responseBody: outcome.ok ? outcome.bodyText : null,
    responseTruncated: outcome.ok && outcome.truncated,
    timing: inTenths(outcome.timing),
  };
}

function inTenths(timing: object): Readonly<Record<string, number>> {
  const phases = Object.entries(timing).filter((phase): phase is [string, number] => typeof phase[1] === 'number');
  return Object.fromEntries(phases.map(([phase, ms]) => [phase, Math.round(ms * 10) / 10]));
}

/** The line for a request that a lost lease may stand for: a receiver that got it gets it again. */
export const unknownAttempt = (number: number, noticedAt: Date): AttemptRecord => ({
  number,
  startedAt: noticedAt.toISOString(),
  result: 'unknown',
  status: null,
  detail: 'A request may have been made; its worker ended before the outcome was recorded.',
  responseBody: null,
  responseTruncated: false,
  timing: {},
});
