import { newId } from '#libs/kernel';
import { bodyExamples } from '../../../apps/api/src/shapes/document/body-examples.js';
import type { Answer, Caller } from '../../support/newsroom.js';
import { addressOf, type Route } from './routes.js';

export interface Asked {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly query?: string;
}

/** Asks a route about this id; every other id of its address is one of nothing. */
export function ask(caller: Caller, route: Route, id: string, more: Asked = {}): Promise<Answer> {
  const { body = {}, headers = { 'if-match': '"1"' }, query = '' } = more;
  const address = `${addressOf(route, id, newId())}${query}`;
  return caller.send(route.method as 'get', address, route.method === 'get' ? undefined : body, headers);
}

/** A whole body for this route, as the description shows it. */
export function exampleOf(route: Route): object | undefined {
  const schema = Object.values(route.operation.requestBody?.content ?? {})[0]?.schema.$ref;
  return bodyExamples[schema?.split('/').at(-1) ?? ''];
}

export const isDenied = ({ status, body }: Answer): boolean =>
  status === 403 && String(body.code).startsWith('access.');

/** What an answer says, but for the request it answers and these ids. */
export function told({ status, body }: Answer, ...ids: string[]): string {
  const rest: object = { ...(body as object), instance: '' };
  return ids.reduce((text, id) => text.replaceAll(id, '…'), `${status} ${JSON.stringify(rest)}`);
}
