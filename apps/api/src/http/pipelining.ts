import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

// No browser sends a second request before the first was answered, and few libraries do, one or two ahead.
const ahead = 8;

/**
 * Node reads every request that one packet holds and answers all of them at once, a thousand of the shortest, and keeps the
 * answers for whoever does not read. A connection with more than a few unanswered requests is closed, as RFC 9112 §9.3.2
 * lets a server do at any time: what was not answered may be sent again.
 */
export function limitPipelining(fastify: FastifyInstance): void {
  const open = new WeakMap<Socket, number>();
  fastify.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    const now = (open.get(socket) ?? 0) + 1;
    open.set(socket, now);
    // Written to the socket, or given up.
    reply.raw.once('close', () => open.set(socket, (open.get(socket) ?? 1) - 1));
    if (now > ahead) {
      reply.hijack();
      socket.destroy();
      return;
    }
    done();
  });
}
