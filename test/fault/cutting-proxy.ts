import net from 'node:net';
import { once } from 'node:events';

// What node-postgres sends for `client.query('commit')`: a simple query (message Q, its length, the text, a zero).
const commit = Buffer.from('Q\0\0\0\x0bcommit\0', 'latin1');

export type Cut = 'as soon as it was sent' | 'when its answer had come' | undefined;

/**
 * Stands between the service and PostgreSQL and cuts connections at the one moment at which a client cannot know what
 * happened: COMMIT was sent, and its answer never arrives.
 */
export class CuttingProxy {
  cuts = 0;
  private readonly sockets = new Set<net.Socket>();

  private constructor(
    private readonly server: net.Server,
    readonly port: number,
  ) {}

  /** `choose` is asked at every COMMIT whether to cut and when. */
  static async open(databasePort: number, choose: () => Cut): Promise<CuttingProxy> {
    const server = net.createServer((client) => proxy.join(client, databasePort, choose));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new CuttingProxy(server, (server.address() as net.AddressInfo).port);
    return proxy;
  }

  private join(client: net.Socket, databasePort: number, choose: () => Cut): void {
    const database = net.connect(databasePort, '127.0.0.1');
    let swallowAnswer = false;
    const end = (): void => {
      client.destroy();
      database.destroy();
    };
    const cut = (): void => {
      this.cuts += 1;
      end();
    };
    for (const socket of [client, database]) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', () => {
        this.sockets.delete(socket);
        end();
      });
    }
    client.on('data', (chunk) => {
      const when = chunk.includes(commit) ? choose() : undefined;
      swallowAnswer ||= when === 'when its answer had come';
      database.write(chunk, when === 'as soon as it was sent' ? cut : undefined);
    });
    database.on('data', (chunk) => {
      if (swallowAnswer) cut();
      else client.write(chunk);
    });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}
