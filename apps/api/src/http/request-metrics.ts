import type { FastifyInstance } from 'fastify';
import type { Metrics } from '#libs/runtime';

/** Counts requests by route. An address that is no route is `none`: callers must not make labels. */
export function measureRequests(fastify: FastifyInstance, metrics: Metrics): void {
  const { requests, seconds } = requestMetrics(metrics);
  fastify.addHook('onResponse', (request, reply, done) => {
    const of = { method: request.method, route: request.routeOptions.url ?? 'none' };
    requests.inc({ ...of, status: reply.statusCode });
    seconds.observe(of, reply.elapsedTime / 1_000);
    done();
  });
}

export const requestMetrics = (metrics: Metrics) => ({
  requests: metrics.counter({
    name: 'claimdesk_http_requests_total',
    help: 'Requests by route and status',
    labels: ['method', 'route', 'status'],
  }),
  seconds: metrics.histogram({
    name: 'claimdesk_http_request_duration_seconds',
    help: 'How long requests took, until the last byte was handed over; streams and long polls among them',
    labels: ['method', 'route'],
    buckets: [0.0025, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  }),
});
