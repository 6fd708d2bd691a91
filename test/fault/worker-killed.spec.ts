import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimdesk, type Running } from '../support/processes.js';
import { Receiver } from '../support/receiver.js';
import { claimBody, type Desk, staffed } from '../support/story.js';
import { Random } from '../integration/desk/quorum-model/random.js';
import { audit } from './auditor.js';

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const kills = Number(process.env.KILLS ?? 50);
const claims = Number(process.env.CLAIMS ?? 400);
const endpoints = 5;

describe(`a worker that is killed ${kills} times in mid-delivery (fault 1; SEED=${seed})`, () => {
  const masterKey = randomBytes(32).toString('base64');
  const random = new Random(seed);
  let newsroom: Newsroom;
  let desk: Desk;
  let receiver: Receiver;
  let worker: Running | undefined;

  beforeAll(async () => {
    newsroom = await openNewsroom({ CLAIMDESK_MASTER_KEY: masterKey }, false);
    desk = await staffed(newsroom);
    receiver = await Receiver.start();
  });
  afterAll(async () => {
    await worker?.end('SIGKILL');
    await newsroom?.close();
    await receiver?.stop();
  });

  const start = async (): Promise<void> => {
    worker = claimdesk(['worker'], {
      DATABASE_URL: newsroom.on.ownerUrl,
      CLAIMDESK_MASTER_KEY: masterKey,
      CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8',
      CLAIMDESK_WEBHOOK_RETRY_SECONDS: '0.1,0.1,0.1,0.1',
    });
    await worker.prints('worker runs');
  };

  it('loses nothing, and whatever comes twice has an unknown outcome in its log', async () => {
    const made: Body[] = [];
    for (let n = 0; n < endpoints; n += 1)
      made.push(
        await newsroom.admin.post('/webhook-endpoints', {
          url: `${receiver.url}/${n}`,
          eventTypes: ['claim.submitted'],
          strictOrder: n === 0,
        }),
      );
    // Now and then no answer within the life of its worker.
    receiver.otherwise = (response) => setTimeout(() => response.writeHead(204).end(), random.below(60));
    let written = 0;
    for (let round = 0; round < kills; round += 1) {
      await start();
      while (written < ((round + 1) * claims) / kills) {
        await desk.researcher.post('/claims', claimBody(desk.article.id));
        written += 1;
      }
      await pause(random.below(400));
      await worker?.end('SIGKILL');
      // What a minute would do: the dead worker's leases run out.
      await newsroom.on.asOwner(
        `update work_due set due_at = now(), lease_until = now() where lease_until is not null`,
      );
    }
    receiver.otherwise = 204;
    await start();
    await eventually(
      'everything has ended',
      async () => {
        const [row] = await newsroom.on.asOwner<{ open: number; all: number }>(
          `select count(*) filter (where status = 'pending')::int as open, count(*)::int as all from delivery`,
        );
        return row?.open === 0 && row.all === claims * endpoints;
      },
      120_000,
    );
    for (const [n, { id, secret }] of made.entries()) {
      const journal = receiver.journal.filter(({ path }) => path === `/hook/${n}`);
      expect([n, await audit(newsroom.on, { id, secret, type: 'claim.submitted' }, journal)]).toEqual([n, []]);
    }
    const [twice] = await newsroom.on.asOwner<{ count: number }>(
      `select count(*)::int as count from attempt where result = 'unknown'`,
    );
    console.log(`${receiver.journal.length} requests for ${claims * endpoints} deliveries, ${twice?.count} unknown`);
  });
});
