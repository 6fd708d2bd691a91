import net from 'node:net';

interface Line {
  readonly client: net.Socket;
  readonly server: net.Socket;
  /** It has asked for notices. */
  isListening: boolean;
}

/**
 * Stands between a process and its PostgreSQL. Knows the connection that listens for notices by its `listen …`, and can
 * cut it or let it stay open and hear nothing, as a middlebox that forgot it does.
 */
export class DatabaseProxy {
  private readonly lines = new Set<Line>();
  private isMute = false;
  /** Connections that listened, so far. */
  listened = 0;
  /** Bytes to those that listen, such as notices, that were let fall. */
  swallowed = 0;

  private constructor(
    private readonly server: net.Server,
    /** The database's own address, through here. */
    readonly url: string,
  ) {}

  static async before(databaseUrl: string): Promise<DatabaseProxy> {
    const target = new URL(databaseUrl);
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const here = new URL(databaseUrl);
    here.hostname = '127.0.0.1';
    here.port = String((server.address() as net.AddressInfo).port);
    const proxy = new DatabaseProxy(server, here.href);
    server.on('connection', (client) => proxy.connect(client, Number(target.port), target.hostname));
    return proxy;
  }

  private connect(client: net.Socket, port: number, host: string): void {
    const line: Line = { client, server: net.connect(port, host), isListening: false };
    this.lines.add(line);
    const end = (): void => {
      this.lines.delete(line);
      client.destroy();
      line.server.destroy();
    };
    for (const socket of [client, line.server]) socket.on('error', end).on('close', end);
    client.on('data', (data: Buffer) => {
      if (!line.isListening && data.includes('listen ')) {
        line.isListening = true;
        this.listened += 1;
      }
      line.server.write(data);
    });
    line.server.on('data', (data: Buffer) => {
      if (line.isListening && this.isMute) this.swallowed += data.length;
      else client.write(data);
    });
  }

  private get listeners(): readonly Line[] {
    return [...this.lines].filter(({ isListening }) => isListening);
  }

  /** Resets every connection that listens now. Answers how many there were. */
  cut(): number {
    const { listeners } = this;
    for (const { client, server } of listeners) {
      client.resetAndDestroy();
      server.destroy();
    }
    return listeners.length;
  }

  /** From now on no notice arrives, and nobody is told. */
  mute(): void {
    this.isMute = true;
  }

  async stop(): Promise<void> {
    for (const { client } of this.lines) client.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
