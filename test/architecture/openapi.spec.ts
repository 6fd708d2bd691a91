import { bodyExamples } from '../../apps/api/src/shapes/document/body-examples.js';
import { Expected, ExpectedRequired } from '../../apps/api/src/http/inputs.js';
import { describeApi } from '../../apps/api/src/openapi.js';
import { createApi } from '../../apps/api/src/start-api.js';
import { routeGrants } from '../../apps/api/src/shapes/document/grants.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ModulesContainer } from '@nestjs/core';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { testMasterKey, testSettings } from '../support/rooms.js';
import { committed, Contract, type Operation } from './contract/contract.js';

describe('the description of the API', () => {
  const document = committed();
  const contract = new Contract(document);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );
  let on: TestDatabase;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    on = await freshDatabase();
    app = await createApi({ settings: testSettings(), masterKey: testMasterKey(), database: await on.open(2) });
  });
  afterAll(async () => {
    await app?.close();
    await on?.drop();
  });

  it('that is committed is the one that runs', () => {
    expect(JSON.parse(JSON.stringify(describeApi(app)))).toEqual(document);
  });

  it('says of every route what it answers', () => {
    const unsaid = operations.filter(({ responses }) => '2XX' in responses);
    expect(unsaid.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('names every operation once, readably, under a tag that is explained', () => {
    const names = operations.map((one) => one.operationId);
    expect(names.filter((name) => !/^[a-z][A-Za-z]+$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    const tags = document.tags.map(({ name }) => name);
    expect(operations.filter((one) => !one.tags.every((tag) => tags.includes(tag)))).toEqual([]);
  });

  it('points only to what is there, and holds nothing that nobody points to', () => {
    const pointed = new Set(JSON.stringify(document).match(/#\/components\/\w+\/\w+/g));
    const there = Object.entries(document.components).flatMap(([kind, named]) =>
      Object.keys(named).map((name) => `#/components/${kind}/${name}`),
    );
    const notSchemes = there.filter((one) => !one.includes('securitySchemes'));
    expect([...pointed].sort()).toEqual(notSchemes.sort());
  });

  it('shows a whole body for every route that takes one, and each fits its own schema', () => {
    const bodies = operations.flatMap(({ requestBody }) => Object.entries(requestBody?.content ?? {}));
    const used = new Set<string>();
    for (const [type, { schema, example }] of bodies) {
      if (type !== 'application/json') continue;
      used.add(schema.$ref?.split('/').at(-1) ?? '');
      expect([schema.$ref, example === undefined ? 'no example' : contract.fault(schema, example)]).toEqual([
        schema.$ref,
        undefined,
      ]);
    }
    expect([...used].sort()).toEqual(Object.keys(bodyExamples).sort());
  });

  it('asks for a key where the guard does', () => {
    const grants = routeGrants(app);
    for (const { method, path, security } of operations)
      expect([path, security.length === 0]).toEqual([path, grants.get(`${method} ${path}`) === 'open']);
  });

  it('says If-Match where a route reads it, and requires it where the route does', () => {
    for (const { handler, reads } of ifMatchReaders(app)) {
      const operation = operations.find((one) => one.operationId === handler.operationId);
      expect([handler.operationId, ifMatchOf(operation)]).toEqual([handler.operationId, reads]);
    }
  });
});

const ifMatchOf = (operation: Operation | undefined): string => {
  const names = operation?.parameters.map(({ $ref }) => $ref?.split('/').at(-1));
  return names?.includes('IfMatchRequired') ? 'required' : names?.includes('IfMatch') ? 'optional' : 'no';
};

/** What each handler's parameters read, found by the functions behind `@Expected()` and `@ExpectedRequired()`. */
function ifMatchReaders(app: NestFastifyApplication) {
  const [optional, required] = [Expected, ExpectedRequired].map((decorator) => {
    class Probe {
      read(_: unknown): void {}
    }
    decorator()(Probe.prototype, 'read', 0);
    return argumentsOf(Probe, 'read')[0];
  });
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype: found }) => {
    const metatype = found as { prototype: Record<string, object> };
    return Object.getOwnPropertyNames(metatype.prototype).flatMap((name) => {
      const described = Reflect.getMetadata('swagger/apiOperation', metatype.prototype[name] as object) as
        { operationId: string } | undefined;
      if (!described) return [];
      const read = argumentsOf(metatype, name);
      const reads = read.includes(required) ? 'required' : read.includes(optional) ? 'optional' : 'no';
      return [{ handler: described, reads }];
    });
  });
}

const argumentsOf = (controller: object, name: string): unknown[] =>
  Object.values(
    (Reflect.getMetadata('__routeArguments__', controller, name) ?? {}) as Record<string, { factory?: unknown }>,
  ).map(({ factory }) => factory);
