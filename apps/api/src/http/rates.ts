import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { refuse } from '#libs/kernel';
import { RuntimeSettings } from '#libs/runtime';
import type { ActingRequest } from './acting.js';

const perSeconds = 60;
type Limit = ReturnType<FastifyInstance['createRateLimit']>;

/**
 * How many requests a key, and all keys of an organization together, may send in a minute, counted in this process. Asked
 * once it is known who is acting, so that nobody fills the counters with made-up keys. Tells what is left in the headers
 * of draft-ietf-httpapi-ratelimit-headers-11.
 */
@Injectable()
export class Rates {
  private limits?: readonly { readonly name: string; readonly limit: Limit }[];
  private readonly policy: string;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: RuntimeSettings,
  ) {
    this.policy = this.bounds.map(({ name, max }) => `"${name}";q=${max};w=${perSeconds}`).join(', ');
  }

  /** Errors: request.too_many. */
  async take(request: ActingRequest, reply: FastifyReply): Promise<void> {
    if (this.policy === '') return;
    const left: string[] = [];
    let wait = 0;
    for (const { name, limit } of (this.limits ??= this.made())) {
      const count = await limit(request);
      if (count.isAllowed) continue;
      left.push(`"${name}";r=${count.remaining};t=${count.ttlInSeconds}`);
      if (count.isExceeded) wait = Math.max(wait, count.ttlInSeconds);
    }
    void reply.header('ratelimit-policy', this.policy).header('ratelimit', left.join(', '));
    if (wait === 0) return;
    void reply.header('retry-after', String(wait));
    refuse('request.too_many', `This is more than ${this.policy} allows. Go on in ${wait} seconds.`);
  }

  private get bounds() {
    const { ratePerKey, ratePerOrganization } = this.settings.config;
    return [
      { name: 'key', max: ratePerKey, of: ({ actor }: ActingRequest) => actor?.key ?? '' },
      { name: 'organization', max: ratePerOrganization, of: ({ actor }: ActingRequest) => actor?.organization ?? '' },
    ].filter(({ max }) => max > 0);
  }

  private made() {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    return this.bounds.map(({ name, max, of }) => ({
      name,
      limit: fastify.createRateLimit({ max, timeWindow: perSeconds * 1_000, keyGenerator: of }),
    }));
  }
}
