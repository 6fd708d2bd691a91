import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerBroken } from './broken-request.js';
import { packingFault, takeJson } from './json-body.js';
import { sendProblem } from './problem-filter.js';
import { limitPipelining } from './pipelining.js';
import { endSilentConnections } from './silent-connections.js';
import { fromFramework } from './refusal-of.js';
import { type Patience, usualPatience, watchBodies } from './slow-bodies.js';

// An article's text is the largest body: 1,000,000 characters, most of them ASCII.
const bodyLimit = 2 * 1024 * 1024;

/** The HTTP server with its limits: slow and oversized requests end by themselves. */
export function fastifyAdapter(
  trustedProxies: readonly string[] = [],
  patience: Patience = usualPatience,
): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    requestTimeout: patience.long,
    http: { headersTimeout: patience.short, connectionsCheckingInterval: patience.short / 6 },
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    // As long as a request line may be: every route answers for itself, and in its own shape.
    routerOptions: { maxParamLength: 16_384 },
    forceCloseConnections: 'idle',
    // Refuses __proto__ and constructor.prototype in JSON; duplicate parameters become lists and fail validation.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // Addresses that Fastify cannot even read, such as a broken percent-encoding.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, request, fromFramework(404, error.message)),
    // What Node itself refuses to parse.
    clientErrorHandler: answerBroken,
    genReqId: (request: IncomingMessage) => requestId(request.headers),
  });
  const fastify = adapter.getInstance();
  limitPipelining(fastify);
  endSilentConnections(fastify);
  fastify.addHook('onRoute', (route) => {
    if (isData(route.url)) Object.assign(route, { helmet: false });
  });
  watchBodies(fastify, patience, isStream);
  takeJson(adapter, bodyLimit);
  // A bulk import is a stream: it is never held in memory, and its own limit is counted as it comes.
  fastify.addContentTypeParser(streamedType, (_request, payload, done) => done(null, payload));
  // A capture may be of any type, JSON too, and is kept byte for byte: no parser may touch it. Its own type goes apart.
  fastify.addContentTypeParser(rawType, (request, payload, done) =>
    isCapture(request) ? done(null, payload) : done(Object.assign(new Error('raw bytes'), { statusCode: 415 })),
  );
  fastify.addHook('onRequest', (request, reply, done) => {
    if (isCapture(request)) {
      request.headers['x-captured-type'] = request.headers['content-type'] ?? '';
      request.headers['content-type'] = rawType;
    }
    void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    if (isData(request.url)) void reply.headers(forData);
    const packed = packingFault(request);
    if (packed) return sendProblem(reply.header('accept-encoding', 'identity'), request, packed);
    done();
  });
  return adapter;
}

const rawType = 'application/octet-stream';
const streamedType = 'application/x-ndjson';
const isStream = (request: FastifyRequest): boolean =>
  isCapture(request) || (request.headers['content-type'] ?? '').startsWith(streamedType);
const isCapture = (request: FastifyRequest): boolean =>
  request.method === 'POST' && request.routeOptions.url === '/v1/captures';

/** Data, not pages: Helmet's thirteen headers are for /docs, and cost a tenth of the server's time on a small answer. */
const isData = (url: string): boolean => url.startsWith('/v1/');
const forData = {
  'content-security-policy': `default-src 'none'; frame-ancestors 'none'`,
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
};

/** The caller's request id if it is well-formed, else the trace it belongs to (W3C Trace Context), else one of ours. */
function requestId({ 'x-request-id': given, traceparent }: IncomingHttpHeaders): string {
  if (typeof given === 'string' && /^[\w.:-]{8,100}$/.test(given)) return given;
  const trace = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-[\da-f]{16}-[\da-f]{2}/.exec(String(traceparent))?.[1];
  return trace ?? randomUUID();
}
