import { connect } from 'node:net';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { fastifyAdapter } from './fastify.js';

describe('a request that comes slowly', () => {
  let adapter: FastifyAdapter;
  let port: number;

  beforeAll(async () => {
    adapter = fastifyAdapter([], { short: 300, long: 60_000 });
    const fastify = adapter.getInstance();
    fastify.post('/json', (request) => Promise.resolve({ got: request.body }));
    fastify.put('/rows', async (request) => {
      let bytes = 0;
      for await (const part of request.body as AsyncIterable<Buffer>) bytes += part.length;
      return { bytes };
    });
    fastify.put('/refused', (_request, reply) => reply.code(401).send('no'));
    await fastify.listen({ port: 0, host: '127.0.0.1' });
    port = (fastify.server.address() as { port: number }).port;
  });
  afterAll(() => adapter.close());

  /** Sends the parts, each after its pause, and gives all that came back until the end. */
  const send = (parts: readonly (readonly [number, string])[]): Promise<string> =>
    new Promise((resolve) => {
      let told = '';
      const socket = connect(port, '127.0.0.1');
      socket.on('data', (data) => (told += data.toString()));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(told));
      let at = 0;
      for (const [pause, part] of parts) setTimeout(() => socket.writable && socket.write(part), (at += pause)).unref();
    });
  const head = (line: string, type: string): string =>
    `${line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: ${type}\r\nTransfer-Encoding: chunked\r\n`;
  const part = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
  const rows = [1, 2, 3, 4, 5].map((n) => [200, part(`{"row":${n}}\n`)] as const);

  it('is given up with a problem document, in its headers or in its JSON', async () => {
    for (const answer of [
      await send([[0, head('POST /json', 'application/json')]]),
      await send([[0, `${head('POST /json', 'application/json')}\r\n${part('{"a":')}`]]),
      await send([[0, `${head('POST /json', 'application/json')}\r\n`], ...rows]),
    ]) {
      expect(answer).toMatch(/^HTTP\/1.1 408 /);
      expect(answer).toContain('content-type: application/problem+json');
      expect(answer).toContain('"code":"request.too_slow"');
    }
  });

  it('is waited for when its body is a stream, for as long as something comes', async () => {
    const answer = await send([[0, `${head('PUT /rows', 'application/x-ndjson')}\r\n`], ...rows, [200, '0\r\n\r\n']]);
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(answer).toContain('{"bytes":50}');
  });

  it('is not waited for when its stream was refused', async () => {
    const drips = Array.from({ length: 30 }, () => [100, part('x')] as const);
    const keptOpen = head('PUT /refused', 'application/x-ndjson').replace('Connection: close\r\n', '');
    const began = performance.now();
    const answer = await send([[0, `${keptOpen}\r\n`], ...drips, [0, '0\r\n\r\n']]);
    expect(answer).toMatch(/^HTTP\/1.1 401 /);
    // Three seconds of dripping, and then whatever a connection may be idle.
    expect(performance.now() - began).toBeLessThan(2_500);
  });

  it('is answered as ever when it comes in time', async () => {
    const answer = await send([[0, `${head('POST /json', 'application/json')}\r\n${part('{"a":1}')}0\r\n\r\n`]]);
    expect(answer).toContain('{"got":{"a":1}}');
    // Nothing hangs on behind: a second request on the same connection has its own time.
    const slow = `POST /json HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":1}`;
    const twice = await send([
      [0, slow],
      [400, slow.replace('Host: a', 'Host: a\r\nConnection: close')],
    ]);
    expect(twice.match(/HTTP\/1.1 200/g)).toHaveLength(2);
  });
});
