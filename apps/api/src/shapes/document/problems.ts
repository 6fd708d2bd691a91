import type { Headers, Reference, Response } from './types.js';
import { accessTable, scopeTable } from '#libs/factcheck';
import { type RefusalCode, refusalTitles } from '#libs/kernel';
import type { RouteGrant } from '../../http/acting.js';
import { statusOf } from '../../http/status-of.js';
import { ref } from '../schema.js';
import { problem } from '../views/problem.js';
import { googleError } from '../views/public.js';

/** What of a route decides which refusals it shares with others. */
export interface RouteFacts {
  readonly method: string;
  readonly grant: RouteGrant;
  readonly hasAddressParts: boolean;
  readonly hasQuery: boolean;
  readonly hasCursor: boolean;
  readonly takesBody: boolean;
  readonly takesJson: boolean;
  readonly ifMatch: 'optional' | 'required' | undefined;
}

/** Whether a repeated request is known by its key: every POST, also those without an API key. */
export const takesIdempotencyKey = ({ method }: RouteFacts): boolean => method === 'post';

/** Whether requests are counted: those of a key are. */
export const takesRateLimit = (grant: RouteGrant): boolean => grant !== 'open' && grant !== 'operator';

/** The refusals that follow from what the route takes, whatever it does. */
export function sharedRefusals(facts: RouteFacts): readonly RefusalCode[] {
  const { grant, ifMatch } = facts;
  const codes: RefusalCode[] = ['request.busy', 'request.database_away'];
  if (grant !== 'open') codes.push('key.missing', 'key.invalid', 'access.denied');
  if (takesRateLimit(grant)) codes.push('request.too_many');
  if (grant !== 'open' && grant !== 'operator' && scopeTable[grant] !== 'always') codes.push('access.out_of_scope');
  if (grant !== 'open' && grant !== 'operator' && !(accessTable[grant] as readonly string[]).includes('integration'))
    codes.push('access.person_needed');
  if (facts.hasAddressParts) codes.push('not_found');
  if (facts.hasCursor) codes.push('request.bad_cursor');
  if (facts.hasQuery || facts.takesBody) codes.push('request.invalid', 'text.invalid');
  if (facts.takesBody) codes.push('request.body_too_large', 'request.unsupported_media_type', 'event.too_large');
  if (facts.takesJson) codes.push('request.not_utf8');
  if (ifMatch) codes.push('request.stale');
  if (ifMatch === 'required') codes.push('request.if_match_required');
  if (takesIdempotencyKey(facts))
    codes.push('idempotency.mismatch', 'idempotency.in_progress', 'idempotency.answer_erased');
  return codes;
}

const codesOf = Object.keys(refusalTitles) as readonly RefusalCode[];

/** A response for each status that these refusals have. Those that only what is shared leads to stand in the document once. */
export function problemResponses(codes: ReadonlySet<RefusalCode>): Record<string, Response | Reference> {
  const responses: Record<string, Response | Reference> = {
    '500': { $ref: '#/components/responses/Internal' },
  };
  for (const status of new Set([...codes].map((code) => statusOf[code]))) {
    const here = codesOf.filter((code) => codes.has(code) && statusOf[code] === status);
    const shared = Object.entries(once).find(([, codes]) => codes.join() === here.join());
    responses[status] = shared ? { $ref: `#/components/responses/${shared[0]}` } : response(status, here);
  }
  return responses;
}

/** Of a route that tells its errors in the shape of Google's APIs. */
export function googleProblems(hasAddressParts: boolean): Record<string, Response | Reference> {
  const told = (description: string, headers: Headers = {}): Response => ({
    description,
    headers: { ...requestIdHeader, ...headers },
    content: { 'application/json': { schema: ref(googleError) } },
  });
  return {
    '400': told('`INVALID_ARGUMENT`: a parameter is wrong.'),
    ...(hasAddressParts ? { '404': told('`NOT_FOUND`: there is no such newsroom.') } : {}),
    '429': told('`RESOURCE_EXHAUSTED`: too many requests from this address.', retryAfter(true)),
    '500': { $ref: '#/components/responses/Internal' },
    '503': { $ref: '#/components/responses/Busy' },
  };
}

/** The same on many routes. */
const once = {
  BadCursor: ['request.bad_cursor'],
  NotUtf8: ['request.not_utf8'],
  NoKey: ['key.missing', 'key.invalid'],
  Denied: ['access.denied', 'access.out_of_scope'],
  DeniedToMachines: ['access.denied', 'access.out_of_scope', 'access.person_needed'],
  NotFound: ['not_found'],
  StillRunning: ['idempotency.in_progress'],
  AnswerErased: ['idempotency.answer_erased'],
  Stale: ['request.stale'],
  TooLarge: ['request.body_too_large', 'event.too_large'],
  UnsupportedMediaType: ['request.unsupported_media_type'],
  Invalid: ['request.invalid', 'text.invalid'],
  InvalidOrMismatch: ['request.invalid', 'idempotency.mismatch', 'text.invalid'],
  IfMatchRequired: ['request.if_match_required'],
  TooMany: ['request.too_many'],
  Busy: ['request.busy', 'request.database_away'],
} as const satisfies Readonly<Record<string, readonly [RefusalCode, ...RefusalCode[]]>>;

export const sharedProblems = (): Record<string, Response> => ({
  ...Object.fromEntries(Object.entries(once).map(([name, codes]) => [name, response(statusOf[codes[0]], codes)])),
  Internal: { ...response(500, []), description: '`internal`: something went wrong here; nothing was changed.' },
});

const response = (status: number, codes: readonly RefusalCode[]): Response => ({
  description: codes.map((code) => `\`${code}\`: ${refusalTitles[code]}.`).join('\n'),
  headers: { ...requestIdHeader, ...headersOf[status], ...(status === 401 ? {} : rateHeaders) },
  content: { 'application/problem+json': { schema: ref(problem) } },
});

export const requestIdHeader: Headers = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } };

/** Of those that know whose request it is. */
export const rateHeaders: Headers = {
  RateLimit: { $ref: '#/components/headers/RateLimit' },
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimitPolicy' },
};

const retryAfter = (required: boolean): Headers => ({
  'Retry-After': { required, description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } },
});
const challenge = { required: true, description: 'Bearer realm="claimdesk"', schema: { type: 'string' } };
const headersOf: Readonly<Record<number, Headers>> = {
  401: { 'WWW-Authenticate': challenge },
  // One bound is for an address, and knows when it ends; the other is the newsroom's own.
  429: retryAfter(false),
  503: retryAfter(true),
};
