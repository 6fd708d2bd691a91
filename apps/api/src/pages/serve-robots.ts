import type { INestApplicationContext } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { PublishedReads } from '#libs/outward';
import { RuntimeSettings } from '#libs/runtime';
import { PublicRates } from '../public/public-rates.js';

const rules = 'User-agent: *\nAllow: /p/\nDisallow: /v1/\nDisallow: /docs\n';

/** What search engines may read, and where each newsroom's list of pages is. */
export function serveRobots(app: INestApplicationContext, fastify: FastifyInstance): void {
  fastify.get('/robots.txt', async (request, reply) => {
    void reply.header('content-type', 'text/plain; charset=utf-8');
    const wait = await app.get(PublicRates).over(request);
    if (wait !== undefined)
      return reply.code(429).header('retry-after', String(wait)).send('Please go on in a minute.\n');
    const origin = `${request.protocol}://${request.host}`;
    try {
      const sitemaps = await app.get(PublishedReads).sitemaps(origin);
      return reply
        .header('cache-control', 'public, max-age=3600')
        .send([rules, ...sitemaps.map((address) => `Sitemap: ${address}\n`)].join(''));
    } catch (error) {
      // Without an answer nothing at all would be read; the list comes with the next one.
      app.get(RuntimeSettings).log.warn({ error, request: request.id }, 'robots.txt without the sitemaps');
      return reply.header('cache-control', 'no-store').send(rules);
    }
  });
}
