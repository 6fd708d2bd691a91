import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { selfSigned } from '../../../test/support/self-signed.js';
import { createEgress } from './guarded-agent.js';

const { key, cert } = selfSigned('hook.test');
const names: unknown[] = [];
let server: Server;
let silent: TcpServer;
const portOf = (of: TcpServer | Server): number => (of.address() as AddressInfo).port;

beforeAll(async () => {
  server = createServer({ key, cert }, (request, response) => {
    names.push((request.socket as TLSSocket).servername);
    response.end('ok');
  }).listen(0, '127.0.0.1');
  silent = createTcpServer().listen(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(silent, 'listening')]);
});
afterAll(() => {
  server.close();
  silent.close();
});

async function call(url: string, ca?: string) {
  const resolver = () => Promise.resolve(['127.0.0.1']);
  const guard = createEgress({ allowedCidrs: ['127.0.0.1/32'], resolver, connectTimeoutMs: 1_000, ca });
  const outcome = await guard.request({ url, method: 'GET' });
  await guard.close();
  return outcome;
}

describe('over TLS', () => {
  it('the name is asked for and checked though an address is dialled', async () => {
    const outcome = await call(`https://hook.test:${portOf(server)}/`, cert);
    expect(outcome).toMatchObject({ ok: true, bodyText: 'ok', remoteAddress: '127.0.0.1' });
    expect(outcome.timing.tlsMs).toBeGreaterThan(0);
    expect(names).toEqual(['hook.test']);
  });

  it('a certificate for another name is refused', async () => {
    const outcome = await call(`https://other.test:${portOf(server)}/`, cert);
    expect(outcome).toMatchObject({ ok: false, reason: 'tls', cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
  });

  it('a certificate nobody vouches for is refused', async () => {
    expect(await call(`https://hook.test:${portOf(server)}/`)).toMatchObject({ ok: false, reason: 'tls' });
  });

  it('a server that does not answer the handshake is left at the time limit for connecting', async () => {
    const outcome = await call(`https://hook.test:${portOf(silent)}/`, cert);
    expect(outcome).toMatchObject({ ok: false, reason: 'tls' });
    expect(outcome.timing.totalMs).toBeLessThan(10_000);
  });

  it('a server that speaks plain HTTP is a failed handshake', async () => {
    const plain = createTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    expect(await call(`https://hook.test:${portOf(plain)}/`, cert)).toMatchObject({ ok: false, reason: 'tls' });
    plain.close();
  });
});
