import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Violation } from '#libs/outward';
import { RuntimeSettings } from '#libs/runtime';
import { refusalOf } from '../http/refusal-of.js';
import { statusOf } from '../http/status-of.js';

/** What is wrong with the parameters, in Google's words and shape. */
export class BadSearch extends Error {
  constructor(readonly violations: readonly Violation[]) {
    super(violations.map(({ description }) => description).join('\n'));
  }
}

const names: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  404: 'NOT_FOUND',
  405: 'UNIMPLEMENTED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

/** Errors as Google's APIs tell them (google.rpc.Status in JSON), where clients made for those call us. */
@Catch()
export class GoogleErrors implements ExceptionFilter {
  constructor(private readonly settings: RuntimeSettings) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { code, message, violations } = this.told(error, http.getRequest<FastifyRequest>());
    const reply = http.getResponse<FastifyReply>();
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
            status: names[code],
            ...(violations.length === 0
              ? {}
              : { details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations }] }),
          },
        }),
      );
  }

  private told(error: unknown, request: FastifyRequest): Told {
    if (error instanceof BadSearch) {
      return { code: 400, message: error.message, violations: error.violations };
    }
    const no = refusalOf(error, request, this.settings);
    if (!no) return { code: 500, message: 'Internal error encountered.', violations: [] };
    // What we call 422 is an invalid argument there.
    const given = statusOf[no.code];
    return { code: names[given] ? given : 400, message: no.detail, violations: [] };
  }
}

interface Told {
  readonly code: number;
  readonly message: string;
  readonly violations: readonly Violation[];
}
