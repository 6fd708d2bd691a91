import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Metrics, release, type RuntimeSettings, type Shutdown } from '#libs/runtime';

interface MetricsServer {
  /** http://host:port/metrics */
  readonly address: string;
  stop(): Promise<void>;
}

/** Tells them where the settings say, until the shutdown; without a port nobody asks. */
export async function tellMetrics({ config, log, metrics }: RuntimeSettings, shutdown: Shutdown): Promise<void> {
  if (config.metricsPort === undefined) return;
  const server = await serveMetrics(metrics, config.metricsHost, config.metricsPort);
  shutdown.add('metrics', () => server.stop());
  log.info({ address: server.address }, 'metrics are told');
}

/** GET /metrics on a port of its own, because it needs no key and is nothing for the public. Throws one clear sentence. */
async function serveMetrics(metrics: Metrics, host: string, port: number): Promise<MetricsServer> {
  metrics.ofTheProcess();
  metrics.gauge({ name: 'claimdesk_build_info', help: 'The release, as a label', labels: ['release'] }, (gauge) =>
    gauge.set({ release: release() }, 1),
  );
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end('GET /metrics is all there is here.\n');
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${error.code ?? error.message})`;
      reject(
        new Error(
          `The metrics port ${port} on ${host} ${why}. Set CLAIMDESK_METRICS_PORT to another one, each process its own, or leave it out.`,
        ),
      );
    });
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
