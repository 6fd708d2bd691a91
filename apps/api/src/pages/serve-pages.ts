import { createHash } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { brokenPage, notFoundPage, pageStyle, type PublicPage, PublicPages, tooManyPage } from '#libs/outward';
import { RuntimeSettings } from '#libs/runtime';
import { isUnchanged, lastModified } from '../http/conditional.js';
import { refusalOf } from '../http/refusal-of.js';
import { statusOf } from '../http/status-of.js';
import { PublicRates } from '../public/public-rates.js';
import { serveRobots } from './serve-robots.js';

type Asked = FastifyRequest<{ Params: Record<string, string>; Querystring: Record<string, unknown> }>;
interface How {
  readonly after: string | undefined;
  /** How we were called, such as https://facts.example. */
  readonly origin: string;
}
type Show = (pages: PublicPages, asked: Asked['params'], how: How) => Promise<PublicPage | undefined>;

/** What stands where. `listed`: in pages, `?after=` names the place behind which one begins. */
const pages: Readonly<Record<string, { readonly show: Show; readonly listed?: true }>> = {
  '/p/:slug': { show: (all, { slug }, { after }) => all.index(slug ?? '', after), listed: true },
  '/p/:slug/claims/:claim': {
    show: (all, { slug, claim }, { origin }) => all.claim(slug ?? '', claim ?? '', origin),
  },
  '/p/:slug/claims/:claim/versions/:number': {
    show: (all, { slug, claim, number }) => all.version(slug ?? '', claim ?? '', number ?? ''),
  },
  '/p/:slug/topics/:code': {
    show: (all, { slug, code }, { after }) => all.topic(slug ?? '', code ?? '', after),
    listed: true,
  },
  '/p/:slug/claimants/:id': {
    show: (all, { slug, id }, { after }) => all.claimant(slug ?? '', id ?? '', after),
    listed: true,
  },
  '/p/:slug/corrections': { show: (all, { slug }, { after }) => all.corrections(slug ?? '', after), listed: true },
  '/p/:slug/methodology': { show: (all, { slug }) => all.methodology(slug ?? '') },
  '/p/:slug/methodology/versions/:number': {
    show: (all, { slug, number }) => all.methodology(slug ?? '', number ?? ''),
  },
  '/p/:slug/scales': { show: (all, { slug }) => all.scales(slug ?? '') },
  '/p/:slug/not-selected': { show: (all, { slug }) => all.notSelected(slug ?? '') },
};

/** The pages for readers: for people, like /docs, and so no part of the description of the API. Before the routes are made. */
export function servePages(app: INestApplicationContext, fastify: FastifyInstance): void {
  for (const [url, { show, listed }] of Object.entries(pages)) {
    fastify.get(url, { helmet: false }, async (request, reply) => {
      try {
        const wait = await app.get(PublicRates).over(request);
        if (wait !== undefined) return sendBare(reply.header('retry-after', String(wait)), 429, tooMany);
        const page = await found(app.get(PublicPages), request as Asked, show, listed ?? false);
        return page ? sendPage(request, reply, page) : sendNothing(request, reply);
      } catch (error) {
        const no = refusalOf(error, request, app.get(RuntimeSettings));
        return sendBare(reply.header('retry-after', '5'), no && statusOf[no.code] === 503 ? 503 : 500, broken);
      }
    });
  }
  // Every other address below a newsroom's.
  fastify.get('/p/*', { helmet: false }, async (request, reply) => sendNothing(request, reply));
  serveRobots(app, fastify);
}

async function found(all: PublicPages, { params, query, protocol, host }: Asked, show: Show, listed: boolean) {
  const after = listed ? query.after : undefined;
  if ((after !== undefined && typeof after !== 'string') || Object.values(params).some(isImpossible)) return undefined;
  return show(all, params, { after, origin: `${protocol}://${host}` });
}

// PostgreSQL cannot hold it, so nothing stands under it.
const isImpossible = (part: string): boolean => part.includes('\0');

/** The address without slashes at its end, below /p/ on this site; nothing where there are none. */
const withoutSlash = (url: string): string | undefined => {
  const [, path, query = ''] = /^(\/p\/[^?]*[^/?])\/+(\?.*)?$/.exec(url) ?? [];
  return path === undefined ? undefined : path + query;
};

const style = `'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`;
const headers = {
  'content-type': 'text/html; charset=utf-8',
  // No script, no form, no picture, no frame: the page's own style sheet and nothing else.
  'content-security-policy': `default-src 'none'; style-src ${style}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
};

/** Kept by whoever likes, and asked for again each time: what is taken down is gone at once. */
function sendPage(request: FastifyRequest, reply: FastifyReply, { html, changedAt, gone }: PublicPage): FastifyReply {
  if (gone) return sendBare(reply, 410, html);
  const etag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 27)}"`;
  const changed = changedAt === null ? undefined : lastModified(changedAt, Date.now());
  void reply.headers(headers).header('etag', etag).header('cache-control', 'public, no-cache');
  if (changed) void reply.header('last-modified', changed.toUTCString());
  return isUnchanged(request.headers, etag, changed) ? reply.code(304).send() : reply.send(html);
}

/** Nothing is there; where an address was written down with a slash at its end, what is meant may be. */
function sendNothing(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const meant = withoutSlash(request.url);
  if (meant === undefined) return sendBare(reply, 404, nothing);
  return reply.header('cache-control', 'public, max-age=3600').redirect(meant, 301);
}

const nothing = notFoundPage();
const tooMany = tooManyPage();
const broken = brokenPage();
const sendBare = (reply: FastifyReply, status: number, page: string): FastifyReply =>
  reply.code(status).headers(headers).header('cache-control', 'no-store').send(page);
