import type { INestApplication } from '@nestjs/common';
import type { RouteGrant } from '../../../apps/api/src/http/acting.js';
import { routeGrants } from '../../../apps/api/src/shapes/document/grants.js';
import { committed, type Operation } from '../contract/contract.js';

/** One operation of openapi.json and the action that its guard asks for. */
export interface Route {
  readonly method: string;
  readonly template: string;
  readonly grant: RouteGrant;
  readonly operation: Operation;
}

export const name = ({ method, template }: Route): string => `${method.toUpperCase()} ${template}`;

/** Every route of the description, with what its guard asks for. */
export function routes(app: INestApplication): Route[] {
  const grants = routeGrants(app);
  return Object.entries(committed().paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const grant = grants.get(`${method} ${template}`);
      if (!grant) throw new Error(`${method} ${template} does not say who may use it`);
      return { method, template, grant, operation };
    }),
  );
}

export const hasId = ({ template }: Pick<Route, 'template'>): boolean => template.includes('{id}');

/** Where the ids of an address live. An address that begins with none of these makes the matrix fail: add it here. */
const tables: Readonly<Record<string, string>> = {
  '/v1/organization/policy/': 'policy_proposal',
  '/v1/members/': 'member',
  '/v1/api-keys/': 'api_key',
  '/v1/articles/': 'article',
  '/v1/claims/': 'claim',
  '/v1/claimants/': 'claimant',
  '/v1/sources/': 'source',
  '/v1/citations/': 'citation',
  '/v1/captures/': 'capture',
  '/v1/enquiries/': 'enquiry',
  '/v1/confidential-notes/': 'confidential_note',
  '/v1/verdicts/': 'verdict',
  '/v1/topics/': 'topic',
  '/v1/comments/': 'comment',
  '/v1/links/': 'claim_link',
  '/v1/corrections/': 'correction',
  '/v1/correction-inbox/': 'correction_inbox',
  '/v1/erasures/': 'erasure',
  '/v1/imports/': 'import',
  '/v1/webhook-endpoints/': 'webhook_endpoint',
  '/v1/deliveries/': 'delivery',
  '/v1/recoveries/': 'webhook_recovery',
  '/v1/reports/': 'report',
};

export function tableOf({ template }: Pick<Route, 'template'>): string {
  const [before = ''] = template.split('{id}');
  return tables[before] ?? `no table is named for ${template}: add it to matrix/routes.ts`;
}

const fixed: Readonly<Record<string, string>> = { name: 'mine', slug: 'nobody-s', reference: 'R-0' };

/** The address with this id in it; a second id of an address is one that does not exist. */
export const addressOf = ({ template }: Pick<Route, 'template'>, id: string, another: string): string =>
  template.replace('{id}', id).replace(/\{(\w+)\}/g, (_, part: string) => fixed[part] ?? another);
