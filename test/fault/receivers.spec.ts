import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { RotateSecret, WebhookQueries, WebhookWorker } from '#libs/webhooks';
import { Sequencer } from '#libs/ledger';
import { createLog } from '#libs/runtime';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { Receiver, type Reply } from '../support/receiver.js';
import { adminOf, freshDatabase, WebhookRoom } from '../integration/webhooks/webhook-room.js';
import { Random } from '../integration/desk/quorum-model/random.js';
import { audit } from './auditor.js';

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const type = 'verdict.published';

describe(`receivers that behave badly (SEED=${seed})`, () => {
  const random = new Random(seed);
  let test: TestDatabase;
  let room: WebhookRoom;
  let receiver: Receiver;
  let organization: string;
  let worker: WebhookWorker;
  let sequencing: NodeJS.Timeout;

  beforeAll(async () => {
    test = await freshDatabase();
    // Nothing listens to notices here: polls alone must do.
    room = await WebhookRoom.open(test, { retrySeconds: Array<number>(30).fill(0.3), deadlineMs: 2_000 });
    worker = room.module.get(WebhookWorker);
    worker.start(createLog('silent'));
    sequencing = setInterval(() => void room.module.get(Sequencer).tick(), 200);
  });
  afterAll(async () => {
    clearInterval(sequencing);
    await worker?.stop();
    await room?.close();
    await test?.drop();
  });
  beforeEach(async () => {
    receiver = await Receiver.start();
    organization = await room.organization();
  });
  afterEach(() => receiver.stop());

  const at = (path: string) => receiver.journal.filter((one) => one.path === path);
  const untilQuiet = (endpoint: string, ms = 120_000) =>
    eventually(
      'nothing is pending',
      async () => {
        const [row] = await test.asOwner<{ open: number; all: number }>(
          `select count(*) filter (where status = 'pending')::int as open, count(*)::int as all from delivery where endpoint_id = $1`,
          [endpoint],
        );
        return row?.open === 0 && row.all > 0;
      },
      ms,
    );
  const attempts = (endpoint: string) =>
    test.asOwner<{ result: string; total: number; body: number }>(
      `select a.result, (a.timing ->> 'totalMs')::float8 as total, coalesce(length(a.response_body), 0)::int as body
         from attempt a join delivery d on d.organization_id = a.organization_id and d.id = a.delivery_id where d.endpoint_id = $1`,
      [endpoint],
    );

  it('cut connections: every one a failed attempt with its reason, and nothing is lost (5)', async () => {
    const { endpoint, secret } = await room.endpoint(organization, receiver.url);
    const cuts: Reply[] = [
      (response) => response.destroy(),
      (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half', () => response.destroy());
      },
      (response) => response.socket?.end('HTTP/1.1 nonsense\r\n\r\n'),
      204,
    ];
    receiver.otherwise = (response, received) => {
      const reply = random.pick(cuts);
      if (typeof reply === 'number') response.writeHead(reply).end();
      else reply(response, received);
    };
    await room.happen(organization, 300);
    await untilQuiet(endpoint.id);
    expect(await audit(test, { id: endpoint.id, type, secret }, receiver.journal)).toEqual([]);
    const results = new Set((await attempts(endpoint.id)).map(({ result }) => result));
    expect([...results].filter((one) => !['delivered', 'reset', 'protocol'].includes(one))).toEqual([]);
    expect(results.size).toBeGreaterThan(1);
  });

  it('that come back all at once after an outage: limits hold but for what waited for connections, patience is kept, 410 is the end (15)', async () => {
    const limit = 10;
    const made: { id: string; secret: string; path: string; isGone: boolean; asksPatience: boolean }[] = [];
    for (let n = 0; n < 30; n += 1) {
      const { endpoint, secret } = await room.endpoint(organization, `${receiver.url}/${n}`);
      await test.asOwner(`update webhook_endpoint set rate_per_second = $2 where id = $1`, [endpoint.id, limit]);
      made.push({ id: endpoint.id, secret, path: `/hook/${n}`, isGone: n % 10 === 9, asksPatience: n % 2 === 0 });
    }
    receiver.otherwise = (response) => response.destroy();
    await room.happen(organization, 20);
    await eventually('the outage was felt', () => receiver.journal.length > 100);
    const asked = new Set<string>();
    receiver.otherwise = (response, { path }) => {
      const one = made.find((other) => other.path === path);
      if (one?.isGone) response.writeHead(410).end();
      else if (one?.asksPatience && !asked.has(path)) {
        asked.add(path);
        response.writeHead(429, { 'retry-after': '2' }).end();
      } else response.writeHead(204).end();
    };
    for (const { id } of made) await untilQuiet(id);
    for (const { id, secret, path, isGone, asksPatience } of made) {
      const journal = at(path);
      const times = journal.map((one) => one.at).sort((a, b) => a - b);
      const most = Math.max(...times.map((from) => times.filter((one) => one >= from && one < from + 1_000).length));
      // Requests that wait for connections arrive together: at most the eight that may be under way, beyond the limit.
      expect([path, most <= limit + 8]).toEqual([path, true]);
      expect([path, await audit(test, { id, secret, type }, journal)]).toEqual([path, []]);
      // Nothing begins once the sender knows; what was under way by then may still arrive.
      const early = await test.asOwner(
        `select o.started_at from attempt t join delivery d on d.id = t.delivery_id and d.endpoint_id = $1 and t.result = 'throttled'
           join delivery e on e.endpoint_id = $1 join attempt o on o.delivery_id = e.id
            and o.started_at > t.started_at + make_interval(secs => (t.timing ->> 'totalMs')::float8 / 1000 + 0.1)
            and o.started_at < t.started_at + interval '1.9 seconds'`,
        [id],
      );
      expect([path, asked.has(path), early]).toEqual([path, asksPatience, []]);
      const { status } = await room.module.get(WebhookQueries).endpoint(adminOf(organization), id);
      expect([path, status]).toEqual([path, isGone ? 'disabled' : 'enabled']);
    }
    const told = await test.asOwner(
      `select 1 from event where organization_id = $1 and convert_from(bytes, 'UTF8')::json ->> 'type' = 'endpoint.disabled'`,
      [organization],
    );
    expect(told).toHaveLength(made.filter(({ isGone }) => isGone).length);
  });

  it('whose secret is replaced every second: each request verifies with the secrets of its time, and with no ended one (16)', async () => {
    const { endpoint, secret } = await room.endpoint(organization, receiver.url);
    const graceMs = 5_000;
    const secrets = [{ secret, from: performance.now(), until: Infinity }];
    for (let n = 0; n < 12; n += 1) {
      await room.happen(organization, 10);
      await pause(1_000);
      const asked = performance.now();
      const { secret: next } = await room.module
        .get(RotateSecret)
        .run(adminOf(organization), endpoint.id, graceMs / 1_000);
      (secrets.at(-1) as { until: number }).until = performance.now() + graceMs;
      secrets.push({ secret: next, from: asked, until: Infinity });
    }
    await untilQuiet(endpoint.id);
    const verifies = ({ body, headers }: (typeof receiver.journal)[number], by: string): boolean => {
      try {
        new Webhook(by).verify(body, headers as Record<string, string>);
        return true;
      } catch {
        return false;
      }
    };
    for (const one of receiver.journal) {
      // A delivery may have been in hand for a moment before it was sent.
      const current = secrets.filter(({ from, until }) => from < one.at && one.at < until - 500);
      expect(current.some((by) => verifies(one, by.secret))).toBe(true);
      const ended = secrets.filter(({ until }) => until + 500 < one.at);
      expect(ended.filter((by) => verifies(one, by.secret))).toEqual([]);
    }
    expect(receiver.journal).toHaveLength(120);
    expect(await audit(test, { id: endpoint.id, type }, receiver.journal)).toEqual([]);
  });

  // The last one: the shared worker ends here.
  it('that are silent, slow or endless: each ends at its deadline, and the healthy ones wait for none (6)', async () => {
    const late = await WebhookRoom.open(test, { retrySeconds: [], deadlineMs: 1_000 });
    const bad: Reply[] = [
      () => undefined,
      (response) => void drip(response.socket, 'HTTP/1.1 200 OK\r\nx-slow: '),
      (response) => {
        response.writeHead(200);
        void endless(response);
      },
    ];
    receiver.otherwise = (response, received) => {
      const [, kind] = /bad\/(\d)/.exec(received.path) ?? [];
      const reply = kind === undefined ? 204 : (bad[Number(kind)] as Reply);
      if (typeof reply === 'number') response.writeHead(reply).end();
      else reply(response, received);
    };
    const hostile: string[] = [];
    for (let n = 0; n < 60; n += 1)
      hostile.push((await late.endpoint(organization, `${receiver.url}/bad/${n % 3}/${n}`)).endpoint.id);
    const healthy = await late.endpoint(organization, `${receiver.url}/well`);
    const memory = process.memoryUsage().rss;
    await worker.stop();
    await late.happen(organization, 10);
    while (await late.deliverer.tick());
    await eventually(
      'the healthy one has all of it',
      async () => {
        await late.deliverer.tick();
        return at('/hook/well').length === 10;
      },
      5_000,
    );
    for (const id of [...hostile, healthy.endpoint.id])
      await eventually(
        'it is over',
        async () => {
          await late.deliverer.tick();
          return (
            (await test.asOwner(`select 1 from delivery where endpoint_id = $1 and status = 'pending'`, [id]))
              .length === 0
          );
        },
        60_000,
      );
    expect(process.memoryUsage().rss - memory).toBeLessThan(150_000_000);
    const all = (await Promise.all(hostile.map(attempts))).flat();
    expect(all).toHaveLength(600);
    expect(Math.max(...all.map(({ total }) => total))).toBeLessThan(2_000);
    expect(Math.max(...all.map(({ body }) => body))).toBeLessThanOrEqual(16_384);
    await late.deliverer.stop();
    await late.close();
  });
});

async function drip(socket: NodeJS.WritableStream | null, text: string): Promise<void> {
  socket?.write(text);
  while (socket?.writable) {
    socket.write('x');
    await pause(200);
  }
}

async function endless(response: NodeJS.WritableStream): Promise<void> {
  const chunk = 'x'.repeat(8_192);
  while (response.writable && !(response as { destroyed?: boolean }).destroyed) {
    response.write(chunk);
    await pause(1);
  }
}
