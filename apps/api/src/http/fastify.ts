import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';

// An article's text is the largest body: 1,000,000 characters, most of them ASCII.
const bodyLimit = 2 * 1024 * 1024;

/** The HTTP server with its limits: slow and oversized requests end by themselves. */
export function fastifyAdapter(): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    // Refuses __proto__ and constructor.prototype in JSON; duplicate parameters become lists and fail validation.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    genReqId: (request: IncomingMessage) => requestId(request.headers['x-request-id']),
  });
  const fastify = adapter.getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    done();
  });
  return adapter;
}

/** The caller's request id if it is well-formed, else one of ours. */
const requestId = (given: unknown): string =>
  typeof given === 'string' && /^[\w.:-]{8,100}$/.test(given) ? given : randomUUID();
