import { type Log, Metrics } from '#libs/runtime';
import { WebhookMetrics } from './webhook-metrics.js';

interface Terms {
  /** Longer than the deadline and the second or two that a leased delivery may wait for its turn. */
  readonly leaseSeconds?: number | undefined;
  /** Over connect, headers and body of one request (Standard Webhooks: 15 to 30 s). */
  readonly deadlineMs?: number | undefined;
  /** So long after its end a delivery leaves the tables that every delivery goes through. */
  readonly hotSeconds?: number | undefined;
  /** So long after its end a delivery and its attempts can be read. */
  readonly keptSeconds?: number | undefined;
  readonly metrics?: WebhookMetrics;
}

/** How this process delivers. Seconds and milliseconds as named. */
export class WebhookSettings {
  readonly leaseSeconds: number;
  readonly deadlineMs: number;
  readonly hotSeconds: number;
  readonly keptSeconds: number;
  readonly metrics: WebhookMetrics;
  /** An endpoint that fails for so long without one success is disabled. */
  readonly disableAfterSeconds = 5 * 86_400;
  /** An organization's checkpoints are told at most once in this time. */
  readonly checkpointSeconds = 600;

  constructor(
    /** The pause before each retry; one more failure than pauses is the end. */
    readonly retrySeconds: readonly number[],
    readonly log: Log,
    {
      leaseSeconds = 60,
      deadlineMs = 15_000,
      hotSeconds = 3_600,
      keptSeconds = 30 * 86_400,
      metrics = new WebhookMetrics(new Metrics()),
    }: Terms = {},
  ) {
    this.leaseSeconds = leaseSeconds;
    this.deadlineMs = deadlineMs;
    this.hotSeconds = hotSeconds;
    this.keptSeconds = keptSeconds;
    this.metrics = metrics;
  }
}
