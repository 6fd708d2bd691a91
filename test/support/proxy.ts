import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/**
 * An HTTP proxy that makes every tunnel it is asked for, to one port of this machine whatever it was told: addresses of a
 * test need not be reachable. With another status than 200 it makes none; 0 says nothing at all.
 */
export class Proxy {
  /** What it was asked for, and with which credentials. */
  readonly asked: string[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(to: number, status = 200, server: Server = createServer()): Promise<Proxy> {
    const proxy = new Proxy(server);
    server.on('connection', (socket: Socket) => proxy.sockets.add(socket));
    server.on('connect', (request, client: Socket) => {
      proxy.asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
      client.on('error', () => client.destroy());
      if (status === 200) tunnel(client, to);
      else if (status !== 0) client.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function tunnel(client: Socket, to: number): void {
  const server = connect(to, '127.0.0.1', () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'));
  server.on('error', () => client.destroy());
  client.pipe(server).pipe(client);
}
