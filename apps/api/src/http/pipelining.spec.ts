import { connect } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { limitPipelining } from './pipelining.js';

describe('requests that are sent ahead of the answers', () => {
  let server: FastifyInstance;
  let port: number;
  let asked = 0;

  beforeAll(async () => {
    server = fastify();
    limitPipelining(server);
    server.get('/', async () => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return 'answer';
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
    port = (server.server.address() as { port: number }).port;
  });
  afterAll(() => server.close());
  beforeEach(() => {
    asked = 0;
  });

  const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
  const last = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  const answers = (told: string): number => told.split('HTTP/1.1 200').length - 1;
  /** Sends the first part, and each other one when everything before it was answered. Gives all that came back. */
  const send = (...parts: string[]): Promise<string> =>
    new Promise((resolve) => {
      let told = '';
      let sent = 0;
      const socket = connect(port, '127.0.0.1');
      const next = (): void => {
        const part = parts.shift() ?? '';
        sent += part.split('GET').length - 1;
        socket.write(part);
      };
      socket.on('connect', next);
      socket.on('data', (data) => {
        told += data.toString();
        // After the last byte: the server counts an answer as given when its connection took it.
        if (answers(told) === sent && parts.length > 0) setTimeout(next, 20);
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(told));
    });

  it('are answered when they are a few, again and again on one connection', async () => {
    const told = await send(request.repeat(8), request.repeat(8), request.repeat(7) + last);
    expect(answers(told)).toBe(24);
  });

  it('end the connection when they are many, and are not worked on', async () => {
    const told = await send(request.repeat(1_000));
    expect(answers(told)).toBe(0);
    expect(asked).toBeLessThanOrEqual(8);
  });

  it('bound nobody else', async () => {
    const [, told] = await Promise.all([send(request.repeat(100)), send(request, request, last)]);
    expect(answers(told)).toBe(3);
  });
});
