import { createParamDecorator, type ExecutionContext, Param, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { decodeCursor, isId, type ListOf, type PageRequest, refuse } from '#libs/kernel';

/** An id in a path. One that is malformed is answered like one that does not exist. */
const idPipe: PipeTransform<string, string> = {
  transform: (value: string) => {
    const shown = value.slice(0, 60);
    return isId(value) ? value : refuse('not_found', `There is nothing with the id ${shown} here.`);
  },
};
export const Id = (name = 'id') => Param(name, idPipe);

/** The version an If-Match header names; undefined without the header. */
function versionOf(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  const version = /^"(\d{1,9})(?:-erased)?"$/.exec(header)?.[1];
  // A weak or foreign tag can never match strongly (RFC 9110 §13.1.1).
  return version
    ? Number(version)
    : refuse('request.stale', `If-Match ${header} is not the ETag of a version. Send the ETag that GET gave you.`);
}

/** For actions: honoured if sent. */
export const Expected = createParamDecorator((_: unknown, context: ExecutionContext) =>
  versionOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** For PATCH, PUT and DELETE: required. */
export const ExpectedRequired = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const version = versionOf(context.switchToHttp().getRequest<FastifyRequest>());
  return (
    version ??
    refuse(
      'request.if_match_required',
      "Send If-Match with the ETag of the version you saw, so that nobody's change is lost. GET gives it.",
    )
  );
});

/** From the query of a list: how many, and behind which. One more is read than shown, to know whether there is a next page. */
export function pageOf(
  query: { limit?: number; cursor?: string },
  list: ListOf,
): { shown: PageRequest; read: PageRequest } {
  const after = query.cursor === undefined ? {} : { after: decodeCursor(query.cursor, list) };
  const shown = { limit: query.limit ?? 50, ...after };
  return { shown, read: { ...shown, limit: shown.limit + 1 } };
}
