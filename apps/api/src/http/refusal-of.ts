import { HttpException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isDatabaseAway, isDatabaseBusy } from '#libs/database';
import { Refused, type Refusal, refusal } from '#libs/kernel';
import type { RuntimeSettings } from '#libs/runtime';

/** An error as a refusal. Nothing for what we did not expect: that says nothing of the inside, and is logged. */
export function refusalOf(error: unknown, request: FastifyRequest, { log }: RuntimeSettings): Refusal | undefined {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof HttpException) return fromFramework(error.getStatus(), error.message);
  // What Fastify refuses before Nest sees it: unreadable JSON, a body too large, a content type we do not take.
  const early = (error as { statusCode?: unknown; message: string }).statusCode;
  if (typeof early === 'number' && early < 500) return fromFramework(early, (error as Error).message);
  if (isDatabaseBusy(error)) return refusal('request.busy', busy);
  if (isDatabaseAway(error)) {
    log.warn({ error, request: request.id }, 'the database is away');
    return refusal('request.database_away', databaseAway);
  }
  log.error({ error, request: request.id, route: request.routeOptions.url }, 'unexpected error');
  return undefined;
}

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

const busy = 'The desk has too much to do at this moment. Try again in a second.';
const databaseAway =
  'The database does not answer. What you asked for was done or not: repeat it, a POST with the same Idempotency-Key, and it is done once.';
