import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Action } from '#libs/factcheck';
import type { Actor, Repeat } from '#libs/kernel';

/** The action a route is for; the guard asks the access table, the verb asks again with the subject at hand. */
export const May = (action: Action) => SetMetadata('claimdesk:may', action);

/** A route that needs no key: health, documents, an invitation being redeemed. */
export const Open = () => SetMetadata('claimdesk:may', 'open');

/** A route for the operator's key. */
export const OperatorOnly = () => SetMetadata('claimdesk:may', 'operator');

export type RouteGrant = Action | 'open' | 'operator';

export interface ActingRequest extends FastifyRequest {
  /** What the route is for. */
  grant?: RouteGrant;
  actor?: Actor;
  /** Of a request without an API key; with one it is part of the actor. */
  repeat?: Repeat;
}

/** Who is acting, as the guard found out from the presented key. */
export const Acting = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActingRequest>();
  if (!actor) throw new Error('this route has no @May(...), so nobody was authenticated');
  return actor;
});

/** How a repeated request is known where no API key is presented: nothing without an Idempotency-Key. */
export const Repeated = createParamDecorator(
  (_: unknown, context: ExecutionContext): Repeat | undefined =>
    context.switchToHttp().getRequest<ActingRequest>().repeat,
);
