import type { EgressOutcome } from '#libs/egress';
import { judge, type Trial } from './attempt-outcome.js';

const answered = (status: number, headers: Record<string, string> = {}): EgressOutcome => ({
  ok: true,
  status,
  headers,
  body: new Uint8Array(),
  bodyText: '',
  truncated: false,
  timing: { totalMs: 1 },
  remoteAddress: '192.0.2.1',
});
const trial: Trial = { retrySeconds: [5, 300], made: 1, now: new Date(), random: 0.5 };

describe('what an answer means for its delivery', () => {
  it.each([
    [200, 'delivered', 'delivered'],
    [204, 'delivered', 'delivered'],
    [301, 'redirect', 'pending'],
    [307, 'redirect', 'pending'],
    [400, 'http_error', 'pending'],
    [404, 'http_error', 'pending'],
    [410, 'gone', 'cancelled'],
    [429, 'throttled', 'pending'],
    [500, 'http_error', 'pending'],
    [503, 'throttled', 'pending'],
  ])('%i is %s and leaves it %s', (status, result, delivery) => {
    expect(judge(answered(status), trial)).toMatchObject({ result, status: delivery });
  });

  it('is exhausted by the failure after the last pause', () => {
    expect(judge(answered(500), { ...trial, made: 2 })).toMatchObject({ status: 'pending', seconds: 300 });
    expect(judge(answered(500), { ...trial, made: 3 })).toEqual(expect.objectContaining({ status: 'exhausted' }));
  });

  it('honours Retry-After of 429 and 503, and of no other status', () => {
    for (const status of [429, 503]) expect(judge(answered(status, { 'retry-after': '90' }), trial).seconds).toBe(90);
    expect(judge(answered(500, { 'retry-after': '90' }), trial).seconds).toBe(5);
  });

  it('tells the customer why no answer came', () => {
    const outcome: EgressOutcome = { ok: false, reason: 'timeout', detail: 'Too late.', timing: { totalMs: 15_000 } };
    expect(judge(outcome, trial)).toEqual({ result: 'timeout', detail: 'Too late.', status: 'pending', seconds: 5 });
  });
});
