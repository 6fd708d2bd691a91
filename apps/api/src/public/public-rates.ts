import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '#libs/kernel';
import { RuntimeSettings } from '#libs/runtime';

type Limit = ReturnType<FastifyInstance['createRateLimit']>;

/** How many requests one address may send in a minute to what needs no key, counted in this process. */
@Injectable()
export class PublicRates implements CanActivate {
  private limit?: Limit;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: RuntimeSettings,
  ) {}

  /** Errors: request.too_many. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const max = this.settings.config.ratePerAddress;
    if (max === 0) return true;
    const http = context.switchToHttp();
    this.limit ??= this.host.httpAdapter
      .getInstance<FastifyInstance>()
      .createRateLimit({ max, timeWindow: 60_000, keyGenerator: ({ ip }) => ip });
    const count = await this.limit(http.getRequest<FastifyRequest>());
    if (count.isAllowed || !count.isExceeded) return true;
    void http.getResponse<FastifyReply>().header('retry-after', String(count.ttlInSeconds));
    return refuse(
      'request.too_many',
      `One address may ask ${max} times a minute. Go on in ${count.ttlInSeconds} seconds.`,
    );
  }
}
