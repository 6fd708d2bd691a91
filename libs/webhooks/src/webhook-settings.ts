import type { Log } from '#libs/runtime';

/** How this process delivers. Seconds and milliseconds as named. */
export class WebhookSettings {
  constructor(
    /** The pause before each retry; one more failure than pauses is the end. */
    readonly retrySeconds: readonly number[],
    readonly log: Log,
    /** Longer than the deadline and the second or two that a leased delivery may wait for its turn. */
    readonly leaseSeconds = 60,
    /** Over connect, headers and body of one request (Standard Webhooks: 15 to 30 s). */
    readonly deadlineMs = 15_000,
    /** An endpoint that fails for so long without one success is disabled. */
    readonly disableAfterSeconds = 5 * 86_400,
    /** An organization's checkpoints are told at most once in this time. */
    readonly checkpointSeconds = 600,
  ) {}
}
