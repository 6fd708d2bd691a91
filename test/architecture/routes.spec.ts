import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { accessTable } from '#libs/factcheck';
import { createApi } from '../../apps/api/src/start-api.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { testMasterKey, testSettings } from '../support/rooms.js';

interface Described {
  readonly paths: Record<string, Record<string, { security?: unknown[] }>>;
}

describe('the routes', () => {
  let on: TestDatabase;
  let app: NestFastifyApplication;
  const described = JSON.parse(readFileSync(join(__dirname, '..', '..', 'openapi.json'), 'utf8')) as Described;

  beforeAll(async () => {
    on = await freshDatabase();
    app = await createApi({ settings: testSettings(), masterKey: testMasterKey(), database: await on.open(2) });
  });
  afterAll(async () => {
    await app?.close();
    await on?.drop();
  });

  it('that run are those that are described, and the other way round', () => {
    const documented = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const running = grants();
    expect(running.length).toBeGreaterThan(40);
    expect(
      running
        .map(({ method, path }) => `${method} /${path.replace(/(?<!:):(\w+)/g, '{$1}').replace('::', ':')}`)
        .sort(),
    ).toEqual(documented.sort());
    const fastify = app.getHttpAdapter().getInstance();
    const missing = running.filter(({ method, path }) => !fastify.hasRoute({ method: method, url: `/${path}` }));
    expect(missing).toEqual([]);
  });

  it('each say which action they are for; those that need no key are few and known', () => {
    const open: string[] = [];
    for (const { path, method, grant } of grants()) {
      if (grant === 'open') open.push(`${method} ${path}`);
      else if (grant !== 'operator')
        expect([path, typeof grant === 'string' && grant in accessTable]).toEqual([path, true]);
    }
    expect(open.sort()).toEqual([
      'GET .well-known/claimdesk/:slug',
      'GET livez',
      'GET p/:org/claim-reviews',
      'GET p/:org/claims/:slug/claim-review',
      'GET p/:org/corrections.atom',
      'GET p/:org/corrections.json',
      'GET p/:org/feed.atom',
      'GET p/:org/feed.json',
      'GET p/:org/sitemap.xml',
      'GET p/:org/v1alpha1/claims::search',
      'GET p/:slug/corrections/:reference',
      'GET readyz',
      'GET v1alpha1/claims::search',
      'POST p/:slug/corrections',
      'POST v1/invitations/redeem',
    ]);
  });

  function grants(): { path: string; method: string; grant: unknown }[] {
    const modules = (
      app as unknown as {
        container: { getModules(): Map<string, { controllers: Map<unknown, { metatype: new () => object }> }> };
      }
    ).container.getModules();
    const names = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];
    return [...modules.values()].flatMap((module) =>
      [...module.controllers.values()].flatMap(({ metatype }) =>
        Object.getOwnPropertyNames(metatype.prototype)
          .filter((name) => name !== 'constructor')
          .flatMap((name) => {
            const handler = (metatype.prototype as Record<string, unknown>)[name];
            const path =
              typeof handler === 'function' ? (Reflect.getMetadata('path', handler) as string | undefined) : undefined;
            if (path === undefined || typeof handler !== 'function') return [];
            const base = Reflect.getMetadata('path', metatype) as string;
            const whole = [base, path]
              .map((part) => part.replace(/^\/|\/$/g, ''))
              .filter((part) => part !== '')
              .join('/');
            return [
              {
                path: whole,
                method: names[Reflect.getMetadata('method', handler) as number] ?? '?',
                grant: Reflect.getMetadata('claimdesk:may', handler) as unknown,
              },
            ];
          }),
      ),
    );
  }
});
