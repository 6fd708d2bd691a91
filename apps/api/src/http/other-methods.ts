import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { refusal } from '#libs/kernel';
import { sendProblem } from './problem-filter.js';

const all = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const satisfies readonly HTTPMethods[];

/**
 * Lets each address tell what it does: OPTIONS answers with Allow, and a method it does not know is 405, not 404. To be
 * called before the routes are made; what it gives, after.
 */
export function otherMethods(fastify: FastifyInstance): () => void {
  const known = new Map<string, Set<string>>();
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const here = known.get(url) ?? new Set();
    for (const one of [method].flat()) here.add(one);
    known.set(url, here);
  });
  return () => {
    for (const [url, methods] of [...known]) complete(fastify, url, methods);
  };
}

function complete(fastify: FastifyInstance, url: string, methods: ReadonlySet<string>): void {
  const allow = [...all.filter((one) => methods.has(one)), ...(methods.has('OPTIONS') ? [] : ['OPTIONS'])].join(', ');
  // Before anybody reads the body: it may be of a type or size that is no matter here.
  const answer = (request: FastifyRequest, reply: FastifyReply): void => {
    void reply.header('allow', allow);
    if (request.method === 'OPTIONS') void reply.code(204).send();
    else sendProblem(reply, request, refusal('request.method_not_allowed', `This address takes ${allow}.`));
  };
  const missing = all.filter((one) => !methods.has(one));
  if (missing.length > 0) fastify.route({ method: missing, url, onRequest: answer, handler: answer });
}
