import type { FastifyCorsOptions } from '@fastify/cors';

/** What pages of other origins may do when the operator names those origins: the API's own headers, and no cookies. */
export const corsFor = (origins: readonly string[]): FastifyCorsOptions => ({
  origin: [...origins],
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: [
    'Authorization',
    'Content-Type',
    'If-Match',
    'If-None-Match',
    'Idempotency-Key',
    'X-Request-Id',
    'Traceparent',
  ],
  exposedHeaders: [
    'ETag',
    'Location',
    'X-Request-Id',
    'RateLimit',
    'RateLimit-Policy',
    'Retry-After',
    'Content-Disposition',
    'Allow',
  ],
  maxAge: 600,
  // The address itself answers, so that Allow stands there too.
  preflightContinue: true,
  strictPreflight: false,
});
