import type { FastifyReply } from 'fastify';
import { isUnchanged, lastModified } from '../http/conditional.js';

/** What tells one state of something public from another. */
export interface PublicState {
  /** Whole, as the header has it: `"…"`, or `W/"…"` where bytes may differ. */
  readonly etag: string;
  /** RFC 3339: when what is public last changed. */
  readonly changedAt: string;
}

/**
 * The headers of what needs no key. `no-cache`: caches keep it and ask each time, which costs a 304; what is taken down is
 * gone at once. Any page may read it. Answers whether the caller has it already and has been told so.
 */
export function hasIt(reply: FastifyReply, { etag, changedAt }: PublicState): boolean {
  const modified = lastModified(changedAt, Date.now());
  if (modified) void reply.header('last-modified', modified.toUTCString());
  void reply
    .header('etag', etag)
    .header('cache-control', 'public, no-cache')
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin');
  const same = isUnchanged(reply.request.headers, etag, modified);
  if (same) void reply.code(304).send();
  return same;
}

/** The same, with the body. */
export function sendPublic(reply: FastifyReply, state: PublicState, type: string, body: string): void {
  if (hasIt(reply, state)) return;
  void reply.header('content-type', `${type}; charset=utf-8`).send(body);
}
