import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Refused } from '#libs/kernel';
import type { Violation } from '#libs/outward';
import { statusOf } from '../http/status-of.js';

/** What is wrong with the parameters, in Google's words and shape. */
export class BadSearch extends Error {
  constructor(readonly violations: readonly Violation[]) {
    super('Request contains an invalid argument.');
  }
}

const names: Readonly<Record<number, string>> = {
  404: 'NOT_FOUND',
  405: 'UNIMPLEMENTED',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
};

/** Errors as Google's APIs tell them (google.rpc.Status in JSON), where clients made for those call us. */
@Catch(BadSearch, Refused)
export class GoogleErrors implements ExceptionFilter<BadSearch | Refused> {
  catch(error: BadSearch | Refused, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const given = error instanceof Refused ? statusOf[error.refusal.code] : 400;
    // What we call 422 is an invalid argument there.
    const code = names[given] ? given : 400;
    const violations = error instanceof BadSearch ? error.violations : [];
    const [only] = violations;
    const message =
      error instanceof Refused
        ? error.refusal.detail
        : violations.length === 1 && only
          ? only.description
          : error.message;
    if (code === 503) void reply.header('retry-after', '1');
    void reply
      .code(code)
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('access-control-allow-origin', '*')
      .send(
        JSON.stringify({
          error: {
            code,
            message,
            status: names[code] ?? 'INVALID_ARGUMENT',
            ...(violations.length === 0
              ? {}
              : { details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations }] }),
          },
        }),
      );
  }
}
