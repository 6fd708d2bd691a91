import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net';
import { createEgress, type Egress, type EgressOptions } from './guarded-agent.js';
import type { EgressAnswer, EgressFailure, EgressRequest } from './outcome.js';
import type { Resolver } from './resolver.js';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Receiver {
  readonly port: number;
  readonly server: TcpServer;
  readonly requests: string[];
  connections: number;
}
async function listening(server: TcpServer): Promise<Receiver> {
  const sockets = new Set<Socket>();
  const receiver = { port: 0, server, requests: [] as string[], connections: 0 };
  server.on('connection', (socket: Socket) => {
    receiver.connections++;
    sockets.add(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
    await once(server, 'close');
  });
  return Object.assign(receiver, { port: (server.address() as AddressInfo).port });
}

async function http(listener: RequestListener): Promise<Receiver> {
  const server: Server = createServer((request, response) => {
    receiver.requests.push(`${request.method} ${request.headers.host} ${request.url}`);
    listener(request, response);
  });
  const receiver = await listening(server);
  return receiver;
}

const tcp = (onSocket: (socket: Socket) => void): Promise<Receiver> =>
  listening(
    createTcpServer((socket) => {
      socket.on('error', () => socket.destroy());
      onSocket(socket);
    }),
  );

const toLoopback: Resolver = () => Promise.resolve(['127.0.0.1']);
function egress(options: EgressOptions = {}): Egress {
  const made = createEgress({ allowHttp: true, allowedCidrs: ['127.0.0.1/32'], resolver: toLoopback, ...options });
  closers.push(() => made.close());
  return made;
}

const get = (url: string, more: Partial<EgressRequest> = {}): EgressRequest => ({ url, method: 'GET', ...more });

async function answered(from: Egress, request: EgressRequest): Promise<EgressAnswer> {
  const outcome = await from.request(request);
  if (outcome.ok) return outcome;
  throw new Error(`${outcome.reason}: ${String(outcome.cause)}`);
}

async function failed(from: Egress, request: EgressRequest): Promise<EgressFailure> {
  const outcome = await from.request(request);
  if (outcome.ok) throw new Error(`answered ${outcome.status}`);
  expect(outcome.detail).not.toMatch(/\d+\.\d+|::|loopback|private|E[A-Z]{4}/);
  return outcome;
}

describe('an allowed address', () => {
  it('is called under the name it was asked by', async () => {
    const receiver = await http((request, response) => {
      response.setHeader('x-seen', request.headers['x-sent'] ?? '');
      request.pipe(response);
    });
    const sent = { method: 'POST', headers: { 'x-sent': 'yes' }, body: 'naïve 😀' } as const;
    const answer = await answered(egress(), { url: `http://hook.test:${receiver.port}/a?b=c#d`, ...sent });
    expect(answer).toMatchObject({ status: 200, bodyText: 'naïve 😀', truncated: false, remoteAddress: '127.0.0.1' });
    expect(answer.headers['x-seen']).toBe('yes');
    expect(receiver.requests).toEqual([`POST hook.test:${receiver.port} /a?b=c`]);
    const { dnsMs, connectMs, tlsMs, firstByteMs = 0, totalMs } = answer.timing;
    expect([typeof dnsMs, typeof connectMs, tlsMs]).toEqual(['number', 'number', undefined]);
    expect(firstByteMs).toBeGreaterThanOrEqual((dnsMs ?? 0) + (connectMs ?? 0));
    expect(totalMs).toBeGreaterThanOrEqual(firstByteMs);
  });

  it('keeps its connection for the next request, which then has no look-up of its own', async () => {
    const receiver = await http((_request, response) => response.end('ok'));
    const guard = egress({ connectionsPerOrigin: 1 });
    const url = `http://hook.test:${receiver.port}/`;
    await answered(guard, get(url));
    const second = await answered(guard, get(url));
    expect(receiver).toMatchObject({ connections: 1 });
    expect(receiver.requests).toHaveLength(2);
    expect(second.timing).toMatchObject({ dnsMs: undefined, connectMs: undefined });
    expect(second.remoteAddress).toBe('127.0.0.1');
  });

  it('is tried after one that does not answer', async () => {
    const receiver = await http((_request, response) => response.end('ok'));
    const guard = egress({
      allowedCidrs: ['127.0.0.0/8'],
      resolver: () => Promise.resolve(['127.0.0.77', '127.0.0.1']),
    });
    expect((await answered(guard, get(`http://hook.test:${receiver.port}/`))).remoteAddress).toBe('127.0.0.1');
  });

  it('loses its kept connections when too many others are called', async () => {
    const receiver = await http((_request, response) => response.end('ok'));
    const first = once(receiver.server, 'connection') as Promise<[Socket]>;
    const guard = egress({ maxOrigins: 1 });
    await answered(guard, get(`http://one.test:${receiver.port}/`));
    const [socket] = await first;
    await answered(guard, get(`http://two.test:${receiver.port}/`));
    const started = performance.now();
    if (!socket.closed) await once(socket, 'close');
    // Idle ones would go too, after four seconds.
    expect(performance.now() - started).toBeLessThan(2_500);
  });
});

describe('an address that is not allowed', () => {
  it.each([
    ['a name that resolves to it', 'http://public.test', () => ['127.0.0.1']],
    ['a name with one public and one private answer', 'http://mixed.test', () => ['93.184.215.14', '127.0.0.1']],
    ['a name that resolves to it in IPv6 clothes', 'http://mapped.test', () => ['::ffff:127.0.0.1']],
    ['a name with an answer that is no address', 'http://odd.test', () => ['0x7f.1']],
    ['the address itself', 'http://127.0.0.1', () => []],
    ['the address in IPv6 clothes', 'http://[::ffff:127.0.0.1]', () => []],
    ['the address in octal', 'http://0177.1', () => []],
  ])('is not dialled: %s', async (_title, origin, answers) => {
    const receiver = await http((_request, response) => response.end('secret'));
    const guard = egress({ allowedCidrs: [], resolver: () => Promise.resolve(answers()) });
    const failure = await failed(guard, get(`${origin}:${receiver.port}/`));
    expect(failure.reason).toBe('refused');
    expect(receiver.connections).toBe(0);
  });

  it('is not reached by a name that changes its answer: each connection is judged by the answer it dials', async () => {
    const receiver = await http((_request, response) => {
      response.setHeader('connection', 'close');
      response.end('ok');
    });
    const answers = [['127.0.0.1'], ['127.0.0.2'], ['10.0.0.1']];
    let asked = 0;
    const guard = egress({ resolver: () => Promise.resolve(answers[asked++] ?? []) });
    const url = `http://rebind.test:${receiver.port}/`;
    expect((await answered(guard, get(url))).remoteAddress).toBe('127.0.0.1');
    expect(asked).toBe(1);
    expect((await failed(guard, get(url))).reason).toBe('refused');
    expect((await failed(guard, get(url))).reason).toBe('refused');
    expect([asked, receiver.connections]).toEqual([3, 1]);
  });

  it('is not reached by a redirect', async () => {
    const receiver = await http((_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${receiver.port}/second` });
      response.end();
    });
    const answer = await answered(egress(), get(`http://hook.test:${receiver.port}/first`));
    expect(answer.status).toBe(307);
    expect(receiver.requests).toHaveLength(1);
  });
});

describe('a hostile receiver', () => {
  it('that never stops sending is cut at the cap', async () => {
    const closed: Promise<unknown>[] = [];
    const receiver = await http((_request, response) => {
      closed.push(once(response, 'close'));
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(4_096)));
      };
      response.on('drain', more);
      more();
    });
    const answer = await answered(egress(), get(`http://hook.test:${receiver.port}/`));
    expect(answer).toMatchObject({ status: 200, truncated: true });
    expect([answer.body.length, answer.bodyText.length]).toEqual([16_384, 16_384]);
    await Promise.all(closed);
  });

  it('that sends exactly the cap is not cut', async () => {
    const receiver = await http((_request, response) => response.end('12345678'));
    const url = `http://hook.test:${receiver.port}/`;
    expect(await answered(egress(), get(url, { maxBodyBytes: 8 }))).toMatchObject({
      bodyText: '12345678',
      truncated: false,
    });
    expect(await answered(egress(), get(url, { maxBodyBytes: 7 }))).toMatchObject({
      bodyText: '1234567',
      truncated: true,
    });
  });

  it.each([
    ['its headers', '', 'H'],
    ['its body', 'HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n', 'b'],
    ['early hints', '', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ])('that trickles %s is left at the deadline', async (title, head, drop) => {
    const receiver = await tcp((socket) => {
      socket.write(head + (title === 'its headers' ? 'HTTP/1.1 200 OK\r\nx: ' : ''));
      const timer = setInterval(() => socket.write(drop), 10);
      socket.on('close', () => clearInterval(timer));
    });
    const gone = new Promise<void>((resolve) => {
      receiver.server.once('connection', (socket: Socket) => socket.once('close', () => resolve()));
    });
    const failure = await failed(egress(), get(`http://hook.test:${receiver.port}/`, { deadlineMs: 300 }));
    expect(failure.reason).toBe('timeout');
    expect(failure.status).toBe(title === 'its body' ? 200 : undefined);
    expect(failure.timing.totalMs).toBeGreaterThan(250);
    expect(failure.timing.totalMs).toBeLessThan(5_000);
    await gone;
  });

  it('does not hold up another request to the same origin', async () => {
    const receiver = await http((request, response) => {
      if (request.url === '/quick') response.end('ok');
    });
    const guard = egress();
    const slow = failed(guard, get(`http://hook.test:${receiver.port}/slow`, { deadlineMs: 2_000 }));
    const quick = await answered(guard, get(`http://hook.test:${receiver.port}/quick`));
    expect(quick.timing.totalMs).toBeLessThan(1_500);
    expect((await slow).reason).toBe('timeout');
  });

  it.each<[string, string, (socket: Socket) => void]>([
    ['resets the connection', 'reset', (socket) => socket.resetAndDestroy()],
    ['hangs up', 'reset', (socket) => socket.end()],
    ['hangs up within the body', 'reset', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc')],
    ['speaks another protocol', 'protocol', (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')],
    ['sends endless headers', 'protocol', (socket) => socket.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(9_000)}`)],
  ])('that %s is one failed attempt: %s', async (_title, reason, act) => {
    const receiver = await tcp((socket) => socket.once('data', () => act(socket)));
    const failure = await failed(egress(), get(`http://hook.test:${receiver.port}/`));
    expect(failure.reason).toBe(reason);
    expect(receiver.connections).toBe(1);
  });

  it('that answers with what no text column holds is made readable', async () => {
    const receiver = await http((_request, response) => response.end(Buffer.from([0x61, 0x00, 0xff])));
    expect((await answered(egress(), get(`http://hook.test:${receiver.port}/`))).bodyText).toBe('a\ufffd\ufffd');
  });
});
