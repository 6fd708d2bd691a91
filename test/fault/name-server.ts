import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { decode, encode } from 'dns-packet';

/** All addresses of a name at its `asked`-th look-up, from 0. */
export type Zone = (name: string, asked: number) => readonly string[];

/** A name server of the test's own, over UDP; what it says may be kept by nobody. */
export class NameServer {
  private readonly asked = new Map<string, number>();

  private constructor(
    private readonly socket: Socket,
    readonly address: string,
  ) {}

  static async start(zone: Zone): Promise<NameServer> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    const server = new NameServer(socket, `127.0.0.1:${socket.address().port}`);
    socket.on('message', (message, from) => socket.send(server.answer(message, zone), from.port, from.address));
    return server;
  }

  private answer(message: Buffer, zone: Zone): Uint8Array {
    const query = decode(message);
    const [question] = query.questions ?? [];
    const name = question?.name ?? '';
    const type = question?.type === 'AAAA' ? 'AAAA' : 'A';
    const before = this.asked.get(name) ?? 0;
    this.asked.set(name, before + 1);
    const addresses = zone(name, Math.floor(before / 2)).filter((one) => isIPv6(one) === (type === 'AAAA'));
    return encode({
      type: 'response',
      id: query.id,
      flags: 0x180,
      questions: query.questions,
      answers: addresses.map((data) => ({ name, type, ttl: 0, data })),
    });
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.socket.close(resolve));
  }
}
