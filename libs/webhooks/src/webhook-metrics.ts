import type { Metrics } from '#libs/runtime';
import type { Result } from './result-store.js';

// Endpoints told apart; what comes after is summed as "other", so that a scrape stays small.
const mostEndpoints = 1_000;

/** What deliveries come to, counted when it is written: a line of the attempt log each. */
export class WebhookMetrics {
  private readonly attempts;
  private readonly seconds;
  private readonly ended;
  private readonly byEndpoint;
  private readonly disabled;
  private readonly endpoints = new Set<string>();

  constructor(metrics: Metrics) {
    this.attempts = metrics.counter({
      name: 'claimdesk_webhook_attempts_total',
      help: 'Requests to webhook endpoints by how they ended, as the attempt log has it',
      labels: ['result'],
    });
    this.seconds = metrics.histogram({
      name: 'claimdesk_webhook_attempt_duration_seconds',
      help: 'How long requests to webhook endpoints took, until the end of the answer or the deadline',
      buckets: [0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 15],
    });
    this.ended = metrics.counter({
      name: 'claimdesk_webhook_deliveries_total',
      help: 'Deliveries that ended: delivered, exhausted or cancelled',
      labels: ['status'],
    });
    this.byEndpoint = metrics.counter({
      name: 'claimdesk_webhook_endpoint_attempts_total',
      help: 'Requests by endpoint, delivered or failed; the first thousand endpoints of a process, the rest as "other"',
      labels: ['endpoint', 'outcome'],
    });
    this.disabled = metrics.counter({
      name: 'claimdesk_webhook_endpoints_disabled_total',
      help: 'Endpoints disabled by what their receivers did: gone or failing',
      labels: ['reason'],
    });
  }

  wrote(results: readonly Result[]): void {
    for (const { endpoint, attempts, status, seconds } of results) {
      if (status !== undefined && seconds === undefined) this.ended.inc({ status });
      for (const { result, timing } of attempts) {
        this.attempts.inc({ result });
        if (timing.totalMs !== undefined) this.seconds.observe(timing.totalMs / 1_000);
        const outcome = result === 'delivered' ? 'delivered' : 'failed';
        this.byEndpoint.inc({ endpoint: this.known(endpoint), outcome });
      }
    }
  }

  disabledOne(reason: 'gone' | 'failing'): void {
    this.disabled.inc({ reason });
  }

  private known(endpoint: string): string {
    if (this.endpoints.size < mostEndpoints) this.endpoints.add(endpoint);
    return this.endpoints.has(endpoint) ? endpoint : 'other';
  }
}
