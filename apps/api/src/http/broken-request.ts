import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type Refusal, refusal } from '#libs/kernel';
import { problemOf } from './problem-filter.js';
import { statusOf } from './status-of.js';

/** What Node cannot read as HTTP has no request and no route; it is answered on the bare connection, which then ends. */
export function answerBroken(error: Error & { code?: string }, socket: Socket): void {
  // Whoever is gone hears no answer.
  if (error.code !== 'ECONNRESET' && socket.writable) socket.write(told(known[error.code ?? ''] ?? unreadable));
  socket.destroy(error);
}

const known: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: refusal('request.headers_too_large', 'Address and headers together may have 16 KiB.'),
  ERR_HTTP_REQUEST_TIMEOUT: refusal(
    'request.too_slow',
    'The request did not arrive in time. Headers, and a body of JSON, may take 30 seconds each; a stream may take an hour. Send it again.',
  ),
};
const unreadable = refusal(
  'request.unreadable',
  'This is not HTTP/1.1 as RFC 9112 describes it. Nothing of it was read.',
);

function told(no: Refusal): string {
  const id = randomUUID();
  const status = statusOf[no.code];
  const body = JSON.stringify(problemOf(no, id));
  const headers = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': id,
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}
