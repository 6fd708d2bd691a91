import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refused, type Refusal, refusal, refusalTitles } from '#libs/kernel';
import { isDatabaseAway } from '#libs/database';
import { RuntimeSettings } from '#libs/runtime';
import { AccessNotes } from '../access-log/access-notes.js';
import type { ActingRequest } from './acting.js';
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
    const no = this.refusalOf(error, request);
    if (no) this.notes.refused(request, no);
    sendProblem(http.getResponse<FastifyReply>(), request, no);
  }

  private refusalOf(error: unknown, request: FastifyRequest): Refusal | undefined {
    if (error instanceof Refused) return error.refusal;
    if (error instanceof HttpException) return fromFramework(error.getStatus(), error.message);
    // What Fastify refuses before Nest sees it: unreadable JSON, a body too large, a content type we do not take.
    const early = (error as { statusCode?: unknown; message: string }).statusCode;
    if (typeof early === 'number' && early < 500) return fromFramework(early, (error as Error).message);
    if (isOverload(error))
      return refusal('request.busy', 'The desk has too much to do at this moment. Try again in a second.');
    if (isDatabaseAway(error)) {
      this.settings.log.warn({ error, request: request.id }, 'the database is away');
      return refusal('request.database_away', databaseAway);
    }
    this.settings.log.error({ error, request: request.id, route: request.routeOptions.url }, 'unexpected error');
    return undefined;
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

/** What Fastify and Nest refuse by themselves, in our words. */
export function fromFramework(status: number, message: string): Refusal {
  switch (status) {
    case 404:
      return refusal('not_found', 'There is no such address. The API is described at /docs.');
    case 413:
      return refusal('request.body_too_large', 'The body is larger than this address takes (2 MiB).');
    case 429:
      return refusal('request.too_many', 'You have sent as many as one address may. Try again in an hour.');
    case 415:
      return refusal('request.unsupported_media_type', 'Send JSON, with the header Content-Type: application/json.');
    default:
      return refusal('request.invalid', /JSON/i.test(message) ? `The body is not valid JSON (${message}).` : message);
  }
}

const databaseAway =
  'The database does not answer. What you asked for was done or not: repeat it, a POST with the same Idempotency-Key, and it is done once.';

/** No connection became free in time. */
const isOverload = (error: unknown): boolean =>
  error instanceof Error && /timeout exceeded when trying to connect/.test(error.message);
