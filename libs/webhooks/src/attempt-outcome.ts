import type { EgressOutcome } from '#libs/egress';
import { nextPause, retryAfterSeconds } from './schedule.js';

/** How one request ended, in the word the attempt log keeps. `unknown`: its worker ended before it could say. */
export type AttemptResult =
  | 'delivered'
  | 'redirect'
  | 'gone'
  | 'throttled'
  | 'http_error'
  | 'unknown'
  | Extract<EgressOutcome, { ok: false }>['reason'];

// One answer stops a whole endpoint for no longer than this.
const longestPause = 3_600;

/** What a request's end means for its delivery. */
export interface Judgement {
  readonly result: AttemptResult;
  readonly detail: string | null;
  /** `pending`: there is a next try. */
  readonly status: 'delivered' | 'pending' | 'exhausted' | 'cancelled';
  /** Until the next try. */
  readonly seconds?: number;
  /** The receiver, as a whole, wants nothing for so long. */
  readonly pauseSeconds?: number;
}

export interface Trial {
  readonly retrySeconds: readonly number[];
  /** Requests made so far, this one included. */
  readonly made: number;
  readonly now: Date;
  /** In [0, 1) */
  readonly random: number;
}

/** 2xx is the only success, and a redirect is never followed (Standard Webhooks 1.0.0). */
export function judge(outcome: EgressOutcome, trial: Trial): Judgement {
  const { result, detail } = resultOf(outcome);
  if (result === 'delivered') return { result, detail, status: 'delivered' };
  if (result === 'gone') return { result, detail, status: 'cancelled' };
  const asked = askedPause(outcome, trial.now);
  const seconds = nextPause(trial.retrySeconds, trial.made, trial.random, asked);
  const pause = asked ? { pauseSeconds: Math.min(asked, longestPause) } : {};
  return seconds === undefined
    ? { result, detail, status: 'exhausted', ...pause }
    : { result, detail, status: 'pending', seconds, ...pause };
}

function resultOf(outcome: EgressOutcome): { result: AttemptResult; detail: string | null } {
  if (!outcome.ok) return { result: outcome.reason, detail: outcome.detail };
  const { status } = outcome;
  if (status >= 200 && status < 300) return { result: 'delivered', detail: null };
  if (status === 410) return { result: 'gone', detail: 'The receiver said 410 Gone: it wants nothing more.' };
  if (status >= 300 && status < 400)
    return { result: 'redirect', detail: 'Redirects are not followed. Give the final address.' };
  if (status === 429 || status === 503) return { result: 'throttled', detail: `The receiver answered ${status}.` };
  return { result: 'http_error', detail: `The receiver answered ${status}.` };
}

function askedPause(outcome: EgressOutcome, now: Date): number | undefined {
  if (!outcome.ok || (outcome.status !== 429 && outcome.status !== 503)) return undefined;
  return retryAfterSeconds(outcome.headers['retry-after'], now);
}
