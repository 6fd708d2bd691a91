import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refusalTitles } from '#libs/kernel';
import { RuntimeSettings } from '#libs/runtime';
import { AccessNotes } from '../access-log/access-notes.js';
import type { ActingRequest } from './acting.js';
import { refusalOf } from './refusal-of.js';
import { statusOf } from './status-of.js';

/** Every error as an RFC 9457 problem document. What we did not expect says nothing of the inside, and is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly settings: RuntimeSettings,
    private readonly notes: AccessNotes,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<ActingRequest>();
    const no = refusalOf(error, request, this.settings);
    if (no) this.notes.refused(request, no);
    sendProblem(http.getResponse<FastifyReply>(), request, no);
  }
}

export function sendProblem(reply: FastifyReply, request: FastifyRequest, no: Refusal | undefined): void {
  const status = no ? statusOf[no.code] : 500;
  if (status === 401) void reply.header('www-authenticate', 'Bearer realm="claimdesk"');
  if (status === 503) void reply.header('retry-after', '1');
  void reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    // Fastify runs no hook, which would set these, for an address that it cannot read.
    .header('x-request-id', request.id)
    .header('x-content-type-options', 'nosniff')
    .send(JSON.stringify(problemOf(no, request.id)));
}

/** The document itself; without a refusal it is our own fault. */
export const problemOf = (no: Refusal | undefined, id: string): object => ({
  type: no ? `/docs/problems#${no.code}` : 'about:blank',
  title: no ? refusalTitles[no.code] : 'Something went wrong here',
  status: no ? statusOf[no.code] : 500,
  detail: no?.detail ?? 'This is our fault. It has been logged under the request id; nothing was changed.',
  code: no?.code ?? 'internal',
  instance: id,
  ...(no?.errors ? { errors: no.errors } : {}),
  ...(no?.facts ? { facts: no.facts } : {}),
});
