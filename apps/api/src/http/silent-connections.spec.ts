import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import fastify from 'fastify';
import { endSilentConnections } from './silent-connections.js';

describe('a connection on which nothing was asked yet', () => {
  it('does not hold up the end of the server, and one with a request is answered first', async () => {
    const server = fastify({ forceCloseConnections: 'idle' as never });
    endSilentConnections(server);
    server.get('/', async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return 'answer';
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.server.address() as AddressInfo;
    const silent = connect(port, '127.0.0.1');
    silent.on('error', () => undefined);
    await once(silent, 'connect');
    const asked = fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } }).then((answer) =>
      answer.text(),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    const ended = once(silent, 'close');
    // Without it this takes as long as headers may: a minute by default, more than this test has.
    await server.close();
    await ended;
    expect(await asked).toBe('answer');
  }, 20_000);
});
