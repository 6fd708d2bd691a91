import type { IncomingHttpHeaders } from 'node:http';

/** One request. The URL is judged here too; nobody needs to have done it before. */
export interface EgressRequest {
  readonly url: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Without `host`, which always follows the URL. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Instead of the egress's own limits, for this request. */
  readonly deadlineMs?: number;
  readonly maxBodyBytes?: number;
}

/**
 * Milliseconds. A phase that did not happen is absent: on a kept connection there is no look-up, no connect, no
 * handshake. `firstByteMs` (the response's status line) and `totalMs` count from the beginning of the request.
 */
export interface EgressTiming {
  readonly dnsMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
  readonly firstByteMs?: number;
  readonly totalMs: number;
}

/** What came back, whatever its status: a 3xx is an answer like any other and is never followed. */
export interface EgressAnswer {
  readonly ok: true;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  /** The body read as UTF-8, with U+FFFD for what is none and for U+0000, which no text column holds. */
  readonly bodyText: string;
  /** The body was longer than the cap; the connection was cut there. */
  readonly truncated: boolean;
  readonly timing: EgressTiming;
  /** The address that was dialled. For the operator. */
  readonly remoteAddress: string;
}

export type FailureReason = 'refused' | 'dns' | 'connect' | 'tls' | 'timeout' | 'reset' | 'protocol';

export interface EgressFailure {
  readonly ok: false;
  readonly reason: FailureReason;
  /** One sentence a customer may read: it names no address. */
  readonly detail: string;
  readonly timing: EgressTiming;
  /** The status, where it came before the failure. */
  readonly status?: number;
  /** For the operator's log only: it may name internal addresses. */
  readonly cause?: unknown;
}

export type EgressOutcome = EgressAnswer | EgressFailure;

/** What a customer is told of each kind of failure. */
export const failureDetails: Readonly<Record<Exclude<FailureReason, 'refused'>, string>> = {
  dns: 'The host name could not be resolved.',
  connect: 'No connection could be made.',
  tls: 'The TLS handshake failed: check the certificate, its names and its chain.',
  timeout: 'The answer was not complete within the time allowed.',
  reset: 'The connection was closed before the answer was complete.',
  protocol: 'The exchange was not valid HTTP.',
};
