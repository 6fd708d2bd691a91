import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimdesk, type Running } from '../support/processes.js';
import { Receiver } from '../support/receiver.js';
import { claimBody, type Desk, staffed } from '../support/story.js';
import { Random } from '../integration/desk/quorum-model/random.js';
import { audit } from './auditor.js';
import { DatabaseProxy } from './database-proxy.js';

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const cuts = Number(process.env.CUTS ?? 20);
/** The polls of the sequencer, of fan-out and of delivery, one after the other, and a second for a busy machine. */
const pollsMs = 500 + 1_000 + 1_000 + 1_000;

describe(`workers that hear no notice (fault 14; SEED=${seed})`, () => {
  const masterKey = randomBytes(32).toString('base64');
  const random = new Random(seed);
  const workers: Running[] = [];
  let newsroom: Newsroom;
  let desk: Desk;
  let receiver: Receiver;
  let endpoint: Body;
  let proxy: DatabaseProxy;

  beforeAll(async () => {
    newsroom = await openNewsroom({ CLAIMDESK_MASTER_KEY: masterKey }, false);
    desk = await staffed(newsroom);
    receiver = await Receiver.start();
    endpoint = await newsroom.admin.post('/webhook-endpoints', { url: receiver.url, eventTypes: ['claim.submitted'] });
    proxy = await DatabaseProxy.before(newsroom.on.ownerUrl);
    // Two, so that what one of them does must reach the other.
    for (let n = 0; n < 2; n += 1) {
      const worker = claimdesk(['worker'], {
        DATABASE_URL: proxy.url,
        CLAIMDESK_MASTER_KEY: masterKey,
        CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8',
      });
      workers.push(worker);
      await worker.prints('worker runs');
    }
    await eventually('both listen', () => proxy.listened === 2);
  });
  afterAll(async () => {
    for (const worker of workers) await worker.end('SIGKILL');
    await proxy?.stop();
    await newsroom?.close();
    await receiver?.stop();
  });

  /** Submits a claim; how long its event took to the receiver, in ms. */
  const told = async (): Promise<number> => {
    const claim = await desk.researcher.post('/claims', claimBody(desk.article.id));
    const from = performance.now();
    const arrived = () => receiver.journal.find(({ body }) => body.includes(claim.id));
    await eventually('its event arrives', arrived, pollsMs * 3);
    return (arrived() as { at: number }).at - from;
  };
  const faults = async (): Promise<readonly string[]> => {
    await eventually('the results are written', async () => {
      const open = await newsroom.on.asOwner(`select 1 from delivery where status = 'pending'`);
      return open.length === 0;
    });
    return audit(newsroom.on, { ...endpoint, type: 'claim.submitted' }, receiver.journal);
  };

  it(`whose connection for them is cut ${cuts} times: they listen again, and each event comes within the polls`, async () => {
    const latencies: number[] = [];
    let severed = 0;
    for (let round = 0; round < cuts; round += 1) {
      await pause(random.below(600));
      severed += proxy.cut();
      latencies.push(await told());
    }
    expect(severed).toBeGreaterThan(cuts / 2);
    expect(Math.max(...latencies)).toBeLessThan(pollsMs);
    await eventually('they listen again', () => proxy.listened >= 2 + severed);
    expect(await faults()).toEqual([]);
    console.log(`${severed} connections cut; at most ${Math.max(...latencies).toFixed(0)} ms from answer to receiver`);
  });

  it('whose connection stays open and says nothing: the polls alone bring every event in their time', async () => {
    proxy.mute();
    const latencies: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      await pause(random.below(600));
      latencies.push(await told());
    }
    expect(proxy.swallowed).toBeGreaterThan(0);
    expect(Math.max(...latencies)).toBeLessThan(pollsMs);
    expect(await faults()).toEqual([]);
    console.log(`without notices at most ${Math.max(...latencies).toFixed(0)} ms from answer to receiver`);
  });
});
