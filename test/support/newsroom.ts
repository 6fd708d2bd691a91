import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import type { Database } from '#libs/database';
import { makeKey } from '#libs/identity';
import { newId, type Role } from '#libs/kernel';
import { MasterKey } from '#libs/runtime';
import { createApi } from '../../apps/api/src/start-api.js';
import { type RunningWorker, startWorker } from '../../apps/worker/src/start-worker.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventsOf, notAsPromised } from './events-of-stories.js';
import { testMasterKey, testSettings } from './rooms.js';
import { fieldsOfEvents, withoutVisibility } from './visibility.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers in tests are read as they come */
export type Body = any;

export interface Answer {
  readonly status: number;
  readonly body: Body;
  readonly text: string;
  readonly headers: Record<string, string>;
}

/** One caller of the API. */
export class Caller {
  constructor(
    private readonly server: Parameters<typeof request>[0],
    readonly key?: string,
    readonly member = '',
  ) {}

  async send(
    method: 'get' | 'post' | 'patch' | 'put' | 'delete',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const asked = request(this.server);
    const sent = asked[method](path).set(this.key ? { authorization: `Bearer ${this.key}`, ...headers } : headers);
    return await (body === undefined ? sent : sent.send(body as object));
  }

  /** Expects success and gives the body. */
  async get(path: string): Promise<Body> {
    return succeeded('GET', path, await this.send('get', `/v1${path}`));
  }

  async post(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Body> {
    return succeeded('POST', path, await this.send('post', `/v1${path}`, body, headers));
  }

  async patch(path: string, version: number, body: object): Promise<Body> {
    return succeeded('PATCH', path, await this.send('patch', `/v1${path}`, body, { 'if-match': `"${version}"` }));
  }

  async put(path: string, version: number, body: object): Promise<Body> {
    return succeeded('PUT', path, await this.send('put', `/v1${path}`, body, { 'if-match': `"${version}"` }));
  }

  async delete(path: string, version: number): Promise<Body> {
    return succeeded(
      'DELETE',
      path,
      await this.send('delete', `/v1${path}`, undefined, { 'if-match': `"${version}"` }),
    );
  }

  /** Expects a refusal and gives its status and code, such as "403 verdict.author_cannot_vote". */
  async refused(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<string> {
    const answer = await this.send('post', `/v1${path}`, body, headers);
    if (answer.status < 400) throw new Error(`POST ${path} was not refused: ${answer.status} ${answer.text}`);
    return `${answer.status} ${answer.body.code}`;
  }
}

function succeeded(method: string, path: string, answer: Answer): Body {
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.headers['content-type']?.includes('json') ? answer.body : answer.text;
}

export interface Newsroom {
  readonly on: TestDatabase;
  readonly database: Database;
  readonly app: NestFastifyApplication;
  readonly address: string;
  readonly nobody: Caller;
  readonly admin: Caller;
  /** A member with these roles, who redeemed their own invitation. */
  hire(name: string, ...roles: Role[]): Promise<Caller>;
  /** Another organization on the same installation: its administrator. */
  rival(): Promise<Caller>;
  caller(key: string): Caller;
  close(): Promise<void>;
}

const operatorKey = 'the operator key of the tests, long enough';

/** API and worker on a database of this file's own, with one organization in it. */
export async function openNewsroom(environment: NodeJS.ProcessEnv = {}, withWorker = true): Promise<Newsroom> {
  const on = await freshDatabase();
  const database = await on.open(16);
  const settings = testSettings({
    CLAIMDESK_OPERATOR_KEY: operatorKey,
    CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8',
    CLAIMDESK_RATE_PER_ADDRESS: '0',
    CLAIMDESK_WEBHOOK_RETRY_SECONDS: '0.1,0.1,0.1',
    ...environment,
  });
  const masterKey = settings.config.masterKey ? new MasterKey(settings.config.masterKey) : testMasterKey();
  const app = await createApi({ settings, masterKey, database });
  await app.listen(0, '127.0.0.1');
  const server = app.getHttpServer() as Parameters<typeof request>[0];
  const worker: RunningWorker | undefined = withWorker ? await startWorker(settings, masterKey, database) : undefined;
  const nobody = new Caller(server);
  const organization = async (): Promise<Caller> => {
    const made = await new Caller(server, operatorKey).post('/organizations', {
      name: 'Newsroom',
      slug: `n-${newId()}`,
      admin: { name: 'Ada Admin' },
    });
    const { key, member } = await nobody.post('/invitations/redeem', { invitation: made.invitation });
    return new Caller(server, key, member.id);
  };
  const admin = await organization();
  return {
    on,
    database,
    app,
    address: `http://127.0.0.1:${(app.getHttpServer() as { address(): AddressInfo }).address().port}`,
    nobody,
    admin,
    async hire(name, ...roles) {
      const { invitation } = await admin.post('/members', { name, roles });
      const { key, member } = await nobody.post('/invitations/redeem', { invitation });
      return new Caller(server, key, member.id);
    },
    rival: organization,
    caller: (key) => new Caller(server, key),
    async close() {
      await worker?.stop();
      await app.close();
      // Every story that any test tells is held against the table: a field without a visibility would be a leak. And against
      // the catalogue of events: what is not described there would surprise a receiver.
      const unnamed = withoutVisibility(await fieldsOfEvents(on));
      const unpromised = notAsPromised(await eventsOf(on));
      await on.drop();
      if (unpromised.length > 0) throw new Error(`these events are not as their schema says: ${unpromised.join('\n')}`);
      if (unnamed.length > 0) throw new Error(`these fields of events have no visibility: ${unnamed.join(', ')}`);
    },
  };
}

export const unknownKey = (): string => makeKey(newId());
