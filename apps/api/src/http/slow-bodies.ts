import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerBroken } from './broken-request.js';

/** What a caller may take to send a request, in milliseconds. */
export interface Patience {
  /** Its headers; and apart from them its body, when that is held in memory. */
  readonly short: number;
  /** The whole of it, when its body is a stream: an archive, a film. */
  readonly long: number;
}

export const usualPatience: Patience = { short: 30_000, long: 3_600_000 };

/**
 * Node has one limit for every whole request, which must let the longest stream through; and it takes the smaller of its
 * two limits for the headers, whichever was meant for them. So a body in memory is watched here.
 */
export function watchBodies(fastify: FastifyInstance, { short }: Patience, isStream: (r: FastifyRequest) => boolean) {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { raw } = request;
    if (hasBody(request) && isStream(request)) {
      // What was answered before it had come, a stream without a key for one, is not waited for as a stream is.
      reply.raw.once('finish', () => within(raw, short, () => raw.socket.destroy()));
    } else if (hasBody(request)) {
      within(raw, short, () => answerBroken(tooSlow(), raw.socket));
    }
    done();
  });
}

/** Unless all of the request has come until then. */
function within(request: IncomingMessage, ms: number, otherwise: () => void): void {
  if (request.complete) return;
  const late = setTimeout(otherwise, ms);
  request.once('close', () => clearTimeout(late));
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const tooSlow = (): Error => Object.assign(new Error('a slow body'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
