import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '#libs/kernel';
import { RuntimeSettings } from '#libs/runtime';
import { networkOf } from '../http/network-of.js';

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
    const http = context.switchToHttp();
    const wait = await this.over(http.getRequest<FastifyRequest>());
    if (wait === undefined) return true;
    void http.getResponse<FastifyReply>().header('retry-after', String(wait));
    const { ratePerAddress: max } = this.settings.config;
    return refuse('request.too_many', `One address may ask ${max} times a minute. Go on in ${wait} seconds.`);
  }

  /** Counts a request. undefined: it may; else in how many seconds the next one may. */
  async over(request: FastifyRequest): Promise<number | undefined> {
    const max = this.settings.config.ratePerAddress;
    if (max === 0) return undefined;
    this.limit ??= this.host.httpAdapter
      .getInstance<FastifyInstance>()
      .createRateLimit({ max, timeWindow: 60_000, keyGenerator: ({ ip }) => networkOf(ip) });
    const count = await this.limit(request);
    return count.isAllowed || !count.isExceeded ? undefined : count.ttlInSeconds;
  }
}
