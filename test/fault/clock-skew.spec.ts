import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimdesk, type Running } from '../support/processes.js';
import { Receiver } from '../support/receiver.js';
import { claimBody, type Desk, staffed } from '../support/story.js';
import { audit } from './auditor.js';

const minute = 60_000;

describe('workers whose clocks are wrong (fault 8)', () => {
  const masterKey = randomBytes(32).toString('base64');
  let newsroom: Newsroom;
  let desk: Desk;
  let receiver: Receiver;
  const running: Running[] = [];

  beforeAll(async () => {
    newsroom = await openNewsroom({ CLAIMDESK_MASTER_KEY: masterKey }, false);
    desk = await staffed(newsroom);
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    for (const one of running.splice(0)) await one.end('SIGKILL');
  });
  afterAll(async () => {
    await newsroom?.close();
    await receiver?.stop();
  });

  const worker = async (shiftMs: number): Promise<Running> => {
    const started = claimdesk(['worker'], {
      DATABASE_URL: newsroom.on.ownerUrl,
      CLAIMDESK_MASTER_KEY: masterKey,
      CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8',
      CLAIMDESK_WEBHOOK_RETRY_SECONDS: '2,2,2',
      NODE_OPTIONS: `--require ${join(__dirname, 'shifted-clock.cjs')}`,
      CLOCK_SHIFT_MS: String(shiftMs),
    });
    running.push(started);
    await started.prints('worker runs');
    return started;
  };
  const submit = () => desk.researcher.post('/claims', claimBody(desk.article.id));
  const endpoint = () =>
    newsroom.admin.post('/webhook-endpoints', { url: receiver.url, eventTypes: ['claim.submitted'] });
  const settled = async (id: string): Promise<boolean> => {
    const { items } = await newsroom.admin.get(`/webhook-endpoints/${id}/deliveries`);
    return items.length > 0 && items.every(({ status }: { status: string }) => status !== 'pending');
  };

  it('ten minutes ahead, behind, or an hour back: send nothing and say so; a right one sends all of it, once', async () => {
    const made = await endpoint();
    for (const shift of [10 * minute, -10 * minute, -60 * minute]) {
      const wrong = await worker(shift);
      await submit();
      await wrong.prints(/differs from the database/);
    }
    await pause(2_000);
    expect(receiver.journal).toEqual([]);
    await worker(0);
    await eventually('all is delivered', () => settled(made.id), 30_000);
    expect(receiver.journal).toHaveLength(3);
    // Signed with a time that receivers accept, and nothing twice.
    expect(await audit(newsroom.on, { ...made, type: 'claim.submitted' }, receiver.journal)).toEqual([]);
  });

  it.each([50_000, -50_000])('%i ms off: a retry comes neither early nor late', async (shift) => {
    const slow = await Receiver.start();
    const made = await newsroom.admin.post('/webhook-endpoints', { url: slow.url, eventTypes: ['claim.submitted'] });
    await worker(shift);
    slow.next(500, 500);
    await submit();
    await eventually('it is delivered', () => settled(made.id), 30_000);
    await slow.stop();
    const times = slow.journal.map(({ at }) => at);
    const pauses = times.slice(1).map((at, place) => at - (times[place] as number));
    expect(pauses).toHaveLength(2);
    // Two seconds and their jitter.
    for (const one of pauses) {
      expect(one).toBeGreaterThan(1_400);
      expect(one).toBeLessThan(6_000);
    }
  });
});
