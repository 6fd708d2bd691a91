import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { Proxy } from '../../../test/support/proxy.js';
import { selfSigned } from '../../../test/support/self-signed.js';
import { createEgress, type Egress, type EgressOptions } from './guarded-agent.js';
import type { EgressRequest } from './outcome.js';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
    await once(server, 'close');
  });
  return (server.address() as AddressInfo).port;
}

async function proxy(to: number, status?: number, on?: HttpServer): Promise<Proxy> {
  const started = await Proxy.start(to, status, on);
  closers.push(() => started.stop());
  return started;
}

async function receiver(): Promise<{ port: number; hosts: string[] }> {
  const hosts: string[] = [];
  const server = createHttpServer((request, response) => {
    hosts.push(request.headers.host ?? '');
    response.end('ok');
  });
  return { port: await listening(server), hosts };
}

function egress(options: EgressOptions): Egress {
  const made = createEgress({ allowHttp: true, resolver: () => Promise.resolve(['93.184.215.14']), ...options });
  closers.push(() => made.close());
  return made;
}
const get = (url: string, more: Partial<EgressRequest> = {}): EgressRequest => ({ url, method: 'GET', ...more });

describe('a proxy', () => {
  it('is asked for the address that was judged, and the receiver for the name', async () => {
    const { port, hosts } = await receiver();
    const way = await proxy(port);
    const guard = egress({ proxy: way.url, connectionsPerOrigin: 1 });
    expect(await guard.request(get('http://hook.test/one'))).toMatchObject({
      ok: true,
      bodyText: 'ok',
      remoteAddress: '93.184.215.14',
    });
    expect(await guard.request(get('http://hook.test/two'))).toMatchObject({ ok: true });
    expect(hosts).toEqual(['hook.test', 'hook.test']);
    // One tunnel, kept.
    expect(way.asked).toEqual(['93.184.215.14:80']);
  });

  it('is told of an IPv6 address in brackets, and who asks', async () => {
    const { port } = await receiver();
    const way = await proxy(port);
    const guard = egress({
      proxy: way.url.replace('//', '//desk:s%3Acret@'),
      resolver: () => Promise.resolve(['2606:2800:21f::1']),
    });
    expect(await guard.request(get('http://hook.test:8080/'))).toMatchObject({ ok: true });
    expect(way.asked).toEqual([`[2606:2800:21f::1]:8080 Basic ${Buffer.from('desk:s:cret').toString('base64')}`]);
  });

  it.each([
    ['a name that resolves to a private address', 'http://hook.test/', ['10.0.0.1']],
    ['a name with one private answer among others', 'http://hook.test/', ['93.184.215.14', '127.0.0.1']],
    ['a private address', 'http://169.254.169.254/', []],
    ['the proxy itself', 'http://127.0.0.1/', []],
  ])('is not asked for %s', async (_title, url, answers) => {
    const { port, hosts } = await receiver();
    const way = await proxy(port);
    const guard = egress({ proxy: way.url, resolver: () => Promise.resolve(answers) });
    expect(await guard.request(get(url))).toMatchObject({ ok: false, reason: 'refused' });
    expect([way.asked, hosts]).toEqual([[], []]);
  });

  it('cannot be used by a name that changes its answer: every tunnel is asked for by the answer that was judged', async () => {
    const server = createHttpServer((_request, response) => response.writeHead(204, { connection: 'close' }).end());
    const way = await proxy(await listening(server));
    const answers = [['93.184.215.14'], ['10.0.0.1'], ['93.184.215.15']];
    const guard = egress({ proxy: way.url, resolver: () => Promise.resolve(answers.shift() ?? []) });
    const outcomes = [];
    for (let n = 0; n < 3; n += 1) outcomes.push((await guard.request(get('http://rebind.test/'))).ok);
    expect(outcomes).toEqual([true, false, true]);
    expect(way.asked).toEqual(['93.184.215.14:80', '93.184.215.15:80']);
  });

  it('sees nothing of what is said in TLS, and cannot pose as the receiver', async () => {
    const { key, cert } = selfSigned('hook.test');
    const server = createHttpsServer({ key, cert }, (_request, response) => response.end('ok'));
    const way = await proxy(await listening(server));
    const guard = egress({ proxy: way.url, ca: cert });
    expect(await guard.request(get('https://hook.test/'))).toMatchObject({ ok: true, bodyText: 'ok' });
    expect(await guard.request(get('https://other.test/'))).toMatchObject({ ok: false, reason: 'tls' });
  });

  it('may be asked over TLS itself', async () => {
    const { port } = await receiver();
    const { key, cert } = selfSigned('localhost');
    const way = await proxy(port, 200, createHttpsServer({ key, cert }));
    const url = way.url.replace('http://127.0.0.1', 'https://localhost');
    expect(await egress({ proxy: url, ca: cert }).request(get('http://hook.test/'))).toMatchObject({ ok: true });
    // Whom nobody vouches for gets no credentials.
    expect(await egress({ proxy: url }).request(get('http://hook.test/'))).toMatchObject({ reason: 'connect' });
    expect(way.asked).toHaveLength(1);
  });

  it.each([
    ['refuses', 403],
    ['wants other credentials', 407],
    ['cannot reach it', 502],
    ['says nothing', 0],
  ])('that %s is one failed attempt, which names no proxy', async (_title, status) => {
    const { port, hosts } = await receiver();
    const way = await proxy(port, status);
    const outcome = await egress({ proxy: way.url, connectTimeoutMs: 300 }).request(get('http://hook.test/'));
    expect(outcome).toMatchObject({ ok: false, reason: 'connect', detail: 'No connection could be made.' });
    expect([way.asked.length, hosts]).toEqual([1, []]);
  });

  it('that is away is a failed attempt too, within the time to connect', async () => {
    const outcome = await egress({ proxy: 'http://127.0.0.1:1' }).request(get('http://hook.test/'));
    expect(outcome).toMatchObject({ ok: false, reason: 'connect' });
    expect(outcome.timing.totalMs).toBeLessThan(5_000);
  });
});
