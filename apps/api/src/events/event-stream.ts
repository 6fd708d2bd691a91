import { once } from 'node:events';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticator } from '#libs/identity';
import { type Actor, Refused, refuse } from '#libs/kernel';
import { EventFeed, type FeedPage, type FeedRequest } from '#libs/webhooks';
import { Readiness } from '../health/readiness.js';

// A comment keeps proxies from closing a silent stream; the key is looked up again with each.
const silentSeconds = 5;
// Then the client comes again with Last-Event-ID; a stream for ever would pin it to one process.
const longestMs = 10 * 60_000;

/** The feed as Server-Sent Events (WHATWG HTML 9.2): `id` is the ledger index, `event` the type, `data` the body. */
@Injectable()
export class EventStream {
  constructor(
    private readonly feed: EventFeed,
    private readonly authenticator: Authenticator,
    private readonly readiness: Readiness,
  ) {}

  /** Until the client leaves, the key ends, the process stops, or ten minutes are over. */
  async send(actor: Actor, request: FeedRequest, from: FastifyRequest, reply: FastifyReply): Promise<void> {
    // What is refused is refused as a problem document, before the stream begins.
    let page = await this.feed.read(actor, request);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 1000\n\n');
    const until = performance.now() + longestMs;
    const isOver = (): boolean => raw.destroyed || this.readiness.stopping || performance.now() > until;
    try {
      for (;;) {
        await written(raw, page, until);
        if (isOver()) break;
        const again = await this.authenticator.actor(from.headers.authorization, from.id);
        page = await this.feed.wait(again, { ...request, after: page.next }, silentSeconds, isOver);
      }
    } catch (error) {
      // The key ended: so does the stream. The next request hears why.
      if (!(error instanceof Refused)) raw.destroy(error as Error);
    }
    raw.end();
  }
}

/** Waits for a slow reader, so that nothing piles up. */
async function written(raw: FastifyReply['raw'], { items, next }: FeedPage, until: number): Promise<void> {
  const text = items
    .map((one) => `id: ${one.data.index}\nevent: ${one.type}\ndata: ${JSON.stringify(one)}\n\n`)
    .join('');
  if (raw.write(text === '' ? `: waiting behind ${next}\n\n` : text) || raw.destroyed) return;
  // Whoever does not read at all holds its place no longer than others do.
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), Math.max(0, until - performance.now()));
  const { signal } = over;
  await Promise.race([once(raw, 'drain', { signal }), once(raw, 'close', { signal })]).catch(() => raw.destroy());
  clearTimeout(timer);
  over.abort();
}

/** From where a client that lost its stream goes on. */
export function lastEventOf({ headers }: FastifyRequest): number | undefined {
  const given = headers['last-event-id'];
  if (given === undefined || given === '') return undefined;
  return /^\d{1,15}$/.test(String(given))
    ? Number(given)
    : refuse('request.invalid', 'Last-Event-ID must be the id of an event of this stream, which is a ledger index.');
}
