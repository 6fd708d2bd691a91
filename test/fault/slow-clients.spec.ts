import net from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { claimBody, type Desk } from '../support/story.js';
import { Installation } from './installation.js';

// Within two of the minutes in which nothing moves on a connection.
const patience = 140_000;
const each = Number(process.env.SLOW ?? 300);
// Each holds megabytes of an answer that it does not take.
const deaf = Math.ceil(each / 10);

describe(`${each * 2 + deaf} clients that are slow on purpose (fault 7)`, () => {
  let installation: Installation;
  let address: URL;
  let desk: Desk;
  let pid: number | undefined;

  beforeAll(async () => {
    installation = await Installation.open();
    const api = await installation.start('api', { PORT: '0' });
    pid = api.child.pid;
    address = new URL(/(http:\/\/[\w.:-]+)\/v1/.exec(api.output)?.[1] ?? '');
    ({ desk } = await installation.desk(address.origin));
  });
  afterAll(() => installation?.close());

  /** Says `begin`, and then a byte of `rest` each second; without a rest it says no more and reads nothing. */
  async function slow(begin: string, rest = ''): Promise<net.Socket> {
    const socket = net.connect(Number(address.port), address.hostname);
    socket.on('error', () => undefined); // cut: that is what is wanted
    if (rest) socket.resume();
    await once(socket, 'connect');
    socket.write(begin);
    let place = 0;
    const drip = setInterval(() => rest && socket.write(rest[place++ % rest.length] ?? ''), 1_000);
    socket.on('close', () => clearInterval(drip));
    return socket;
  }

  it('cuts them in time, and others are served meanwhile as if they were not there', async () => {
    const key = `Authorization: Bearer ${desk.researcher.key}`;
    const claim = JSON.stringify(claimBody(desk.article.id, { statement: 'A claim that is never sent to its end.' }));
    const began = performance.now();
    const sockets = await Promise.all(
      Array.from({ length: each }, () => [
        slow(`GET /v1/claims HTTP/1.1\r\nHost: desk\r\n${key}\r\n`, 'X-Slow'),
        slow(
          `POST /v1/claims HTTP/1.1\r\nHost: desk\r\n${key}\r\nContent-Type: application/json\r\nContent-Length: ${claim.length}\r\n\r\n`,
          claim,
        ),
      ]).flat(),
    );
    // They ask for a large answer several times, and take none of it in.
    for (let number = 0; number < deaf; number += 1)
      sockets.push(await slow(`GET /openapi.json HTTP/1.1\r\nHost: desk\r\n\r\n`.repeat(8)));
    let open = sockets.length;
    for (const socket of sockets) socket.on('close', () => (open -= 1));
    let served = 0;
    const statuses = new Set<number>();
    const others = (async () => {
      while (open > deaf) {
        const body = claimBody(desk.article.id, { statement: `Claim ${served} of somebody who is quick.` });
        const { status } = await desk.researcher.send('post', '/v1/claims', body);
        statuses.add(status);
        served += 1;
        await pause(20);
      }
    })();
    await eventually('those that send slowly are cut', () => Promise.resolve(open <= deaf), 90_000);
    await others;
    expect([...statuses]).toEqual([201]);
    expect(served).toBeGreaterThan(100);
    const [row] = await installation.asOwner<{ n: string }>('select count(*) as n from claim');
    expect(Number(row?.n)).toBe(served);
    // Who does not read sees nothing: what was cut shows when it is read.
    await pause(Math.max(0, began + patience - performance.now()));
    for (const socket of sockets) socket.resume();
    await eventually('those that do not read were cut', () => Promise.resolve(open === 0), 60_000);
    console.log(`${served} requests of others were answered meanwhile`);
    expect(() => process.kill(pid ?? 0, 0)).not.toThrow();
  });
});
