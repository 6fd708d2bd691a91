import type { IncomingHttpHeaders } from 'node:http';
import type { EgressOutcome } from '#libs/egress';
import type { Judgement } from './attempt-outcome.js';
import type { AttemptRecord } from './result-store.js';

/** The line of the attempt log for a request that ended. */
export function attemptRecord(
  outcome: EgressOutcome,
  judgement: Judgement,
  number: number,
  sent: { readonly at: Date; readonly url: string; readonly bytes: number },
): AttemptRecord {
  return {
    number,
    url: sent.url,
    requestBytes: sent.bytes,
    startedAt: sent.at.toISOString(),
    result: judgement.result,
    status: outcome.status ?? null,
    detail: judgement.detail,
    responseBody: outcome.ok ? outcome.bodyText : null,
    responseTruncated: outcome.ok && outcome.truncated,
    responseHeaders: outcome.ok ? harmless(outcome.headers) : null,
    timing: inTenths(outcome.timing),
  };
}

// Enough to talk with the receiver's people about one answer. Cookies and whatever else may be secret stay out.
const shown = ['content-type', 'content-length', 'date', 'server', 'retry-after', 'location', 'x-request-id', 'via'];

function harmless(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const kept = shown.flatMap((name) =>
    headers[name] === undefined ? [] : [[name, String(headers[name]).slice(0, 500)]],
  );
  return Object.fromEntries(kept) as Record<string, string>;
}

function inTenths(timing: object): Readonly<Record<string, number>> {
  const phases = Object.entries(timing).filter((phase): phase is [string, number] => typeof phase[1] === 'number');
  return Object.fromEntries(phases.map(([phase, ms]) => [phase, Math.round(ms * 10) / 10]));
}

/** The line for a request that a lost lease may stand for: a receiver that got it gets it again. */
export const unknownAttempt = (number: number, noticedAt: Date): AttemptRecord => ({
  number,
  url: null,
  requestBytes: null,
  startedAt: noticedAt.toISOString(),
  result: 'unknown',
  status: null,
  detail: 'A request may have been made; its worker ended before the outcome was recorded.',
  responseBody: null,
  responseTruncated: false,
  responseHeaders: null,
  timing: {},
});
