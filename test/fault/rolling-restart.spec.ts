import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { freePort, type Running } from '../support/processes.js';
import { Receiver } from '../support/receiver.js';
import { claimBody } from '../support/story.js';
import { Random } from '../integration/desk/quorum-model/random.js';
import { audit } from './auditor.js';
import { Installation } from './installation.js';
import { writePersistently } from './persistent-writer.js';

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const rounds = Number(process.env.ROUNDS ?? 30);
/** What the processes are given to end what they do. */
const graceMs = 10_000;

describe(`two APIs and two workers, restarted ${rounds} times in turn under load (fault 20; SEED=${seed})`, () => {
  const random = new Random(seed);
  let installation: Installation;
  let receiver: Receiver;
  const apis: { port: number; process: Running }[] = [];
  const workers: Running[] = [];

  beforeAll(async () => {
    installation = await Installation.open();
    receiver = await Receiver.start();
    for (let n = 0; n < 2; n += 1) {
      const port = await freePort();
      apis.push({ port, process: await installation.start('api', { PORT: String(port) }) });
      workers.push(await installation.start('worker'));
    }
  });
  afterAll(async () => {
    await installation?.close();
    await receiver?.stop();
  });

  it('answers every request that it took, ends within its grace, and leaves no delivery without its result', async () => {
    const address = (n: number) => `http://127.0.0.1:${apis[n]?.port}`;
    const { admin, desk } = await installation.desk(address(0));
    const endpoint = await admin.post('/webhook-endpoints', { url: receiver.url, eventTypes: ['claim.submitted'] });
    receiver.otherwise = (response) => setTimeout(() => response.writeHead(204).end(), random.below(40));
    let goesOn = true;
    const writers = Array.from({ length: 4 }, (_, writer) => {
      let turn = writer;
      return writePersistently({
        // A client that gets no connection tries the other one, as a load balancer does.
        address: () => address((turn += 1) % 2),
        key: desk.researcher.key as string,
        path: '/claims',
        body: (number) => claimBody(desk.article.id, { statement: `Claim ${writer}.${number}.` }),
        goesOn: () => goesOn,
      });
    });
    const ends: { code: number | null; ms: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await pause(random.below(300));
      const api = apis[round % 2]!;
      ends.push(await api.process.end('SIGTERM'));
      api.process = await installation.start('api', { PORT: String(api.port) });
      if (round % 3 === 0) {
        ends.push(await workers[round % 2]!.end('SIGTERM'));
        workers[round % 2] = await installation.start('worker');
      }
    }
    goesOn = false;
    const journals = await Promise.all(writers);
    const failures = journals.flatMap((journal) => [...journal.failures.keys()]);
    // Connections that were not taken, and 503 on kept ones while a process ends: nothing that was begun failed.
    expect(failures.filter((name) => name !== 'no answer' && !name.startsWith('503 '))).toEqual([]);
    expect(ends.filter(({ code }) => code !== 0)).toEqual([]);
    expect(Math.max(...ends.map(({ ms }) => ms))).toBeLessThan(graceMs);
    const made = journals.flatMap((journal) => journal.acknowledged);
    await eventually(
      'everything is delivered',
      async () => {
        const [row] = await installation.asOwner<{ open: number; all: number }>(
          `select count(*) filter (where status = 'pending')::int as open, count(*)::int as all from delivery`,
        );
        return row?.open === 0 && row.all === made.length;
      },
      60_000,
    );
    expect(await audit(installation, { ...endpoint, type: 'claim.submitted' }, receiver.journal)).toEqual([]);
    const unknown = await installation.asOwner(`select 1 from attempt where result = 'unknown'`);
    expect(unknown).toEqual([]);
    console.log(`${made.length} claims, ${receiver.journal.length} requests to the receiver, ${ends.length} restarts`);
  });
});
