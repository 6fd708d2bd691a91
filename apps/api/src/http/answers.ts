import type { FastifyReply } from 'fastify';
import { encodeCursor, type JsonObject, type ListOf, type PageRequest, refuse } from '#libs/kernel';
import { isKnown } from './conditional.js';

const json = 'application/json; charset=utf-8';

/**
 * One resource, as the text that PostgreSQL made of it, with its version as a strong ETag (weak when parts are included).
 * An erasure is no version: what was erased has a tag of its own, so that nobody is told that the old words still stand.
 */
export function sendOne(
  reply: FastifyReply,
  row: { json: string; version: number; erased?: boolean } | undefined,
  missing: string,
  weak = false,
): void {
  if (!row) refuse('not_found', missing);
  const tag = `"${row.version}${row.erased ? '-erased' : ''}"`;
  const etag = weak ? `W/${tag}` : tag;
  void reply.header('etag', etag).header('cache-control', 'private, no-cache');
  // A weak tag of included parts says nothing about those parts, so it never answers 304.
  if (!weak && isKnown(reply.request.headers['if-none-match'], etag)) {
    void reply.code(304).send();
    return;
  }
  void reply.header('content-type', json).send(row.json);
}

/** A page of a list: newest first, with the cursor of the next page while there is one. */
export function sendPage(
  reply: FastifyReply,
  rows: readonly { id: string; json: string }[],
  page: PageRequest,
  list: ListOf,
): void {
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  sendRows(reply, shown, rows.length > page.limit && last ? encodeCursor(last.id, list) : null);
}

/**
 * The same of what belongs to something: an empty page is an answer only where that something is here. It is asked for
 * where there is nothing to show, so that a page with items costs no second question.
 */
export async function sendPageOf(
  parent: { find: () => Promise<unknown>; missing: string },
  ...[reply, rows, page, list]: Parameters<typeof sendPage>
): Promise<void> {
  if (rows.length === 0 && !(await parent.find())) refuse('not_found', parent.missing);
  sendPage(reply, rows, page, list);
}

/** A page of a list as it is, with the cursor of the next one. */
export function sendRows(reply: FastifyReply, rows: readonly { json: string }[], next: string | null): void {
  const items = rows.map((row) => row.json).join(',');
  void reply
    .header('content-type', json)
    .header('cache-control', 'private, no-cache')
    .send(`{"items":[${items}],"next":${JSON.stringify(next)}}`);
}

/** What a verb made or changed. */
export function sendState(reply: FastifyReply, state: JsonObject, made?: string): void {
  if (typeof state.version === 'number') void reply.header('etag', `"${state.version}"`);
  if (made) void reply.code(201).header('location', made);
  else void reply.code(200);
  void reply.header('content-type', json).header('cache-control', 'private, no-store').send(JSON.stringify(state));
}
