import { createHash, timingSafeEqual } from 'node:crypto';
import { Readable } from 'node:stream';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { mayDo } from '#libs/factcheck';
import { Authenticator } from '#libs/identity';
import { demand, refuse, type Repeat } from '#libs/kernel';
import { MasterKey, RuntimeSettings } from '#libs/runtime';
import { AccessNotes } from '../access-log/access-notes.js';
import type { ActingRequest, RouteGrant } from './acting.js';
import { Rates } from './rates.js';

/** Finds out who is acting and whether that key opens this door. A route that does not say what it is for is closed. */
@Injectable()
export class KeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly settings: RuntimeSettings,
    private readonly masterKey: MasterKey,
    private readonly rates: Rates,
    private readonly notes: AccessNotes,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const grant = this.reflector.get<RouteGrant | undefined>('claimdesk:may', context.getHandler());
    const http = context.switchToHttp();
    const request = http.getRequest<ActingRequest>();
    if (grant === undefined)
      throw new Error(`${request.method} ${request.routeOptions.url} does not say who may use it`);
    const repeat = idempotencyOf(request);
    if (grant === 'open' || grant === 'operator') {
      if (grant === 'operator') this.demandOperator(request.headers.authorization);
      if (repeat) request.repeat = this.withoutKey(grant, repeat);
      return true;
    }
    request.grant = grant;
    request.actor = await this.authenticator.actor(request.headers.authorization, request.id, repeat);
    this.notes.cameIn(request, request.actor);
    await this.rates.take(request, http.getResponse<FastifyReply>());
    demand(mayDo(request.actor, grant));
    return true;
  }

  /** No API key to seal the answer with, so the house's own does. A space, which no header has, keeps strangers' keys apart. */
  private withoutKey(grant: string, { key, fingerprint }: { key: string; fingerprint: string }): Repeat {
    return { key: `${grant} ${key}`, fingerprint, seal: this.masterKey.derive('answers to requests without a key') };
  }

  private demandOperator(header: string | undefined): void {
    const wanted = this.settings.config.operatorKey;
    if (!wanted)
      refuse(
        'access.denied',
        'There is no operator key on this installation: set CLAIMDESK_OPERATOR_KEY to make organizations over HTTP.',
      );
    if (!header) refuse('key.missing', 'Send the operator key as "Authorization: Bearer …".');
    // Digests have one length, so that the comparison takes one time.
    const same = timingSafeEqual(digest(header.replace(/^Bearer /i, '')), digest(wanted));
    if (!same) refuse('key.invalid', 'This is not the operator key.');
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

// A stream has not arrived yet; what is announced of it is known.
const lengthAndType = ({ headers }: ActingRequest): string =>
  `${headers['content-length'] ?? ''} ${String(headers['x-captured-type'] ?? headers['content-type'])}`;

/** The key of a retried request, and what tells whether it is the same request: method, address and body. */
function idempotencyOf(request: ActingRequest): { key: string; fingerprint: string } | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined || request.method !== 'POST') return undefined;
  const key = Array.isArray(header) ? header.join(',') : header;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    refuse('request.invalid', 'Idempotency-Key must have 1 to 255 visible ASCII characters. A UUID is a good one.');
  }
  const fingerprint = createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(request.body instanceof Readable ? lengthAndType(request) : JSON.stringify(request.body ?? null))
    .digest('hex');
  return { key, fingerprint };
}
