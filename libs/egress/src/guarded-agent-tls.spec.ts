import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { createEgress } from './guarded-agent.js';

// DER (X.690 8.1): a tag, the length, the content.
function der(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Uint8Array.from([tag, ...length]), body]);
}
const sequence = (...content: Uint8Array[]): Buffer => der(0x30, ...content);
const oid = (...bytes: number[]): Buffer => der(0x06, Uint8Array.from(bytes));

/** A fresh self-signed certificate (RFC 5280 4.1) for one DNS name, made here so that no private key lies about. */
function selfSigned(name: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  });
  const ed25519 = sequence(oid(0x2b, 0x65, 0x70));
  const subject = sequence(der(0x31, sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(name)))));
  const time = (text: string): Buffer => der(0x18, Buffer.from(text));
  const subjectAltName = sequence(oid(0x55, 0x1d, 0x11), der(0x04, sequence(der(0x82, Buffer.from(name)))));
  const body = sequence(
    der(0xa0, der(0x02, Uint8Array.from([2]))),
    der(0x02, Buffer.concat([Uint8Array.from([1]), randomBytes(8)])),
    ed25519,
    subject,
    sequence(time('20200101000000Z'), time('21200101000000Z')),
    subject,
    publicKey,
    der(0xa3, sequence(subjectAltName)),
  );
  const signature = der(0x03, Uint8Array.from([0]), sign(null, body, createPrivateKey(privateKey)));
  const base64 = sequence(body, ed25519, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return { key: privateKey, cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n` };
}

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
