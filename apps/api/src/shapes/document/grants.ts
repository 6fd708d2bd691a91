import { type INestApplication, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import type { RouteGrant } from '../../http/acting.js';

/** Who may use which route, from the marks that the guard reads: `post /v1/claims` → `claim.submit`. */
export function routeGrants(app: INestApplication): ReadonlyMap<string, RouteGrant> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  const found = controllers.flatMap(({ metatype }) => {
    const prototype = (metatype as { prototype: Readonly<Record<string, unknown>> }).prototype;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (name === 'constructor' || typeof handler !== 'function') return [];
      const path: unknown = Reflect.getMetadata(PATH_METADATA, handler);
      if (typeof path !== 'string') return [];
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod].toLowerCase();
      const address = joined(Reflect.getMetadata(PATH_METADATA, metatype as object) as string, path);
      return [[`${method} ${address}`, Reflect.getMetadata('claimdesk:may', handler) as RouteGrant] as const];
    });
  });
  return new Map(found);
}

const joined = (...parts: readonly string[]): string =>
  `/${parts
    .map((part) => part.replace(/^\/|\/$/g, ''))
    .filter((part) => part !== '')
    .join('/')
    // A doubled colon is a colon of the address itself.
    .replace(/(?<!:):(\w+)/g, '{$1}')
    .replace('::', ':')}`;
