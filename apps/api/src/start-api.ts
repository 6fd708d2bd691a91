import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type Given } from './app.module.js';
import { Readiness } from './health/readiness.js';
import { corsFor } from './http/cors.js';
import { fastifyAdapter } from './http/fastify.js';
import { measureRequests } from './http/request-metrics.js';
import { otherMethods } from './http/other-methods.js';
import { serveDocs } from './openapi.js';
import { servePages } from './pages/serve-pages.js';

export interface RunningApi {
  /** http://host:port */
  readonly address: string;
  stop(): Promise<void>;
}

/** The application, ready for requests but not listening: tests use it through supertest. */
export async function createApi(given: Given): Promise<NestFastifyApplication> {
  const adapter = fastifyAdapter(given.settings.config.trustedProxies);
  measureRequests(adapter.getInstance(), given.settings.metrics);
  const completeMethods = otherMethods(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(given), adapter, {
    // What goes wrong at the start is thrown and said in one sentence; what goes wrong later is logged by ProblemFilter.
    logger: false,
    abortOnError: false,
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      // The API's documents page brings its styles inline.
      directives: {
        defaultSrc: [`'self'`],
        styleSrc: [`'self'`, `'unsafe-inline'`],
        imgSrc: [`'self'`, 'data:'],
        upgradeInsecureRequests: null,
      },
    },
  });
  const { corsOrigins } = given.settings.config;
  if (corsOrigins.length > 0) await app.register(cors, corsFor(corsOrigins));
  // By address only where a route asks for it: the doors that need no key. By key: Rates.
  await app.register(rateLimit, { global: false });
  serveDocs(app, adapter.getInstance());
  servePages(app, adapter.getInstance());
  await app.init();
  completeMethods();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

/** Listens. Throws an Error with one clear sentence when the port is taken. */
export async function startApi(given: Given): Promise<RunningApi> {
  const { host, port } = given.settings.config;
  const app = await createApi(given);
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw new Error(cannotListen(error as NodeJS.ErrnoException, host, port), { cause: error });
  }
  return {
    address: (await app.getUrl()).replace('[::1]', 'localhost'),
    async stop() {
      app.get(Readiness).stopping = true;
      await app.close();
    },
  };
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): string {
  const known: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is in use. Stop what uses it, or set PORT to another one.`,
    EACCES: `Port ${port} needs more rights than this user has. Set PORT to 1024 or above.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Set HOST to one that is, such as 127.0.0.1 or 0.0.0.0.`,
    ENOTFOUND: `${host} is no address of this machine. Set HOST to one that is, such as 127.0.0.1 or 0.0.0.0.`,
  };
  return known[error.code ?? ''] ?? `Cannot listen on ${host}:${port} (${error.code ?? error.message}).`;
}
