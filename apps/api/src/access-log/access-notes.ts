import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { type AccessEntry, AccessLog, presentedKey } from '#libs/identity';
import type { Actor, Refusal } from '#libs/kernel';
import { Loop, RuntimeSettings } from '#libs/runtime';
import type { ActingRequest } from '../http/acting.js';
import { statusOf } from '../http/status-of.js';

const everyMs = 2_000;

/** What of requests goes into the access log. No address of a caller, and no address that they asked for but its pattern. */
@Injectable()
export class AccessNotes implements OnModuleInit, OnApplicationShutdown {
  private readonly loop: Loop;

  constructor(
    private readonly log: AccessLog,
    settings: RuntimeSettings,
  ) {
    this.loop = new Loop('access log', () => this.log.flush().then(() => false), everyMs, settings.log);
  }

  onModuleInit(): void {
    this.loop.start();
  }

  /** After the last answer was given. */
  async onApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    await this.log.flush();
  }

  cameIn(request: ActingRequest, { organization, key }: Actor): void {
    if (key !== undefined) this.log.used(key, () => ({ ...asked(request), organization, kind: 'sign_in', key }));
  }

  /**
   * 401, 403 and 404 of a key. Which key and organization a 401 is about stands in what was presented; without that it is
   * nobody's. Whether what was not found belongs to another newsroom cannot be known here, so every 404 counts.
   */
  refused(request: ActingRequest, no: Refusal): void {
    const status = statusOf[no.code];
    if (![401, 403, 404].includes(status)) return;
    const { actor } = request;
    const presented = actor ? undefined : presentedKey(request.headers.authorization);
    const organization = actor?.organization ?? (status === 401 ? presented?.organization : undefined);
    if (organization === undefined) return;
    this.log.refused({
      ...asked(request),
      organization,
      kind: 'refused',
      status,
      code: no.code,
      ...(actor?.key ? { key: actor.key } : {}),
      ...(presented ? { hash: presented.hash } : {}),
    });
  }
}

const asked = (request: ActingRequest): Pick<AccessEntry, 'method' | 'route' | 'action' | 'request'> => ({
  method: request.method,
  route: request.routeOptions.url ?? 'unknown',
  ...(request.grant ? { action: request.grant } : {}),
  request: request.id,
});
