import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher, Pool } from 'undici';
import { DialFault, type Opening } from './dial.js';
import {
  type EgressOutcome,
  type EgressRequest,
  type EgressTiming,
  failureDetails,
  type FailureReason,
} from './outcome.js';
import { addressRefused } from './target-url.js';
import type { TracedDispatch } from './traced-pool.js';

export interface ExchangeLimits {
  /** Over waiting for a connection, opening it, headers and body. */
  readonly deadlineMs: number;
  readonly maxBodyBytes: number;
}

/** One request and its answer over a pool. Never rejects; whatever happens, it ends at the deadline. */
export function exchange(pool: Pool, url: URL, request: EgressRequest, limits: ExchangeLimits): Promise<EgressOutcome> {
  const startedAt = performance.now();
  const chunks: Buffer[] = [];
  let size = 0;
  let answer: { status: number; headers: IncomingHttpHeaders; firstByteMs: number } | undefined;
  let running: Dispatcher.DispatchController | undefined;
  let openingOf: () => Opening | undefined = () => undefined;

  return new Promise((resolve) => {
    let settled = false;
    const timer = setTimeout(() => {
      fail('timeout');
      running?.abort(new Error('deadline'));
    }, limits.deadlineMs);

    const settle = (outcome: EgressOutcome): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      resolve(outcome);
    };
    const timing = (): EgressTiming => timingOf(startedAt, openingOf(), answer?.firstByteMs);
    function fail(reason: FailureReason, cause?: unknown): void {
      const detail = reason === 'refused' ? addressRefused : failureDetails[reason];
      settle({ ok: false, reason, detail, timing: timing(), status: answer?.status, cause });
    }
    function succeed(truncated: boolean): void {
      if (!answer) return fail('protocol', new Error('ended without a status'));
      const body = Buffer.concat(chunks).subarray(0, limits.maxBodyBytes);
      const bodyText = new TextDecoder().decode(body).replaceAll('\0', '\ufffd');
      const remoteAddress = openingOf()?.remoteAddress ?? '';
      const { status, headers } = answer;
      settle({ ok: true, status, headers, body, bodyText, truncated, timing: timing(), remoteAddress });
    }

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        running = controller;
        // The deadline may have passed while the connection was opened: then nothing is sent.
        if (settled) controller.abort(new Error('deadline'));
      },
      onResponseStart(_controller, status, headers) {
        // 1xx are announcements, not the answer.
        if (status >= 200) answer = { status, headers, firstByteMs: performance.now() - startedAt };
      },
      onResponseData(controller, chunk) {
        chunks.push(chunk);
        size += chunk.length;
        if (size <= limits.maxBodyBytes) return;
        succeed(true);
        // Ends the connection, not only the reading: an endless body would otherwise keep coming.
        controller.abort(new Error('body cap'));
      },
      onResponseEnd: () => succeed(false),
      onResponseError: (_controller, error) => fail(reasonOf(error), error instanceof DialFault ? error.cause : error),
    };
    const dispatch: TracedDispatch = {
      path: url.pathname + url.search,
      method: request.method,
      headers: request.headers ?? {},
      body: request.body ?? null,
      onConnectionChosen: (opening) => {
        openingOf = opening;
      },
    };
    pool.dispatch(dispatch, handler);
  });
}

function timingOf(startedAt: number, opening: Opening | undefined, firstByteMs: number | undefined): EgressTiming {
  // A connection opened earlier, for another request, cost this one nothing.
  const own = opening !== undefined && opening.startedAt >= startedAt ? opening : undefined;
  const { dnsMs, connectMs, tlsMs } = own ?? {};
  return { dnsMs, connectMs, tlsMs, firstByteMs, totalMs: performance.now() - startedAt };
}

// Codes of Node's sockets and of undici that mean the other side, or the way to it, went away.
const resetCodes: ReadonlySet<string> = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET']);

function reasonOf(error: Error): FailureReason {
  if (error instanceof DialFault) return error.reason;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (resetCodes.has(code)) return 'reset';
  // An alert after the handshake: a client certificate was wanted (TLS 1.3 says so only then).
  return code.startsWith('ERR_SSL') || code === 'EPROTO' ? 'tls' : 'protocol';
}
