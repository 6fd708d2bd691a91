import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Webhook } from 'standardwebhooks';
import { judgeDelivery } from './judge-delivery.js';
import { SeenDeliveries } from './seen-deliveries.js';
import { type Range, SequenceWatch } from './sequence-watch.js';
import type { Told } from './told-delivery.js';

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly webhooks: readonly Webhook[];
  /** What a good delivery is answered. */
  readonly status: number;
  /** Only so many get that status, the others 204; none: all. */
  readonly times?: number;
}

// A body is at most 60,000 bytes of event and its envelope.
const longestBody = 1_048_576;

/** A receiver for a laptop: believes only what is signed, watches each path's sequence, and tells of every request. */
export class Listener {
  readonly counts = { verified: 0, refused: 0, repeated: 0 };
  private readonly seen = new SeenDeliveries();
  private readonly sequences = new Map<string, SequenceWatch>();
  private readonly server: Server;

  constructor(
    private readonly options: ListenOptions,
    private readonly tell: (told: Told) => void,
  ) {
    this.server = createServer((request, response) => this.take(request, response));
  }

  /** The address it listens on. Throws an Error with one clear sentence when it cannot. */
  async start(): Promise<string> {
    const { host, port } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(cannotListen(error, host, port))));
      this.server.listen(port, host, resolve);
    });
    const name = host.includes(':') ? `[${host}]` : host;
    return `http://${name}:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeAllConnections();
    });
  }

  get missing(): readonly (readonly [path: string, ranges: readonly Range[]])[] {
    return [...this.sequences].flatMap(([path, { missing }]) => (missing.length > 0 ? [[path, missing] as const] : []));
  }

  private take(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= longestBody) chunks.push(chunk);
      else request.destroy();
    });
    request.on('end', () => {
      const told = this.judge(request, Buffer.concat(chunks).toString('utf8'));
      response.writeHead(told.answered, told.reason ? { 'content-type': 'text/plain' } : {}).end(told.reason);
      this.tell(told);
    });
  }

  private judge(request: IncomingMessage, body: string): Told {
    const path = (request.url ?? '/').split('?')[0] as string;
    const common = { at: new Date().toISOString(), path };
    const refuse = (reason: string, answered: number): Told => {
      this.counts.refused += 1;
      return { ...common, verified: false, answered, reason };
    };
    if (request.method !== 'POST') return refuse(`Deliveries are POST, this is ${request.method}.`, 405);
    const judged = judgeDelivery(request.headers, body, this.options.webhooks);
    if ('refused' in judged) return refuse(judged.refused, 400);

    this.counts.verified += 1;
    const { status, times = Infinity } = this.options;
    const answered = this.counts.verified <= times ? status : 204;
    const before = this.seen.note(judged.id, body);
    const repeated = before === 'new' ? undefined : before;
    if (repeated) this.counts.repeated += 1;
    // What is answered with a failure has not come: its repetition will.
    const isKept = answered >= 200 && answered < 300 && judged.sequence !== undefined;
    const sequence = isKept ? this.sequenceAt(path) : undefined;
    const noted = sequence?.note(judged.sequence as number);
    return {
      ...common,
      verified: true,
      answered,
      delivery: judged,
      ...(repeated ? { repeated } : {}),
      ...(noted?.skipped ? { skipped: noted.skipped } : {}),
      ...(noted?.fills ? { fills: true } : {}),
      ...(sequence ? { missing: sequence.missing } : {}),
      body,
    };
  }

  private sequenceAt(path: string): SequenceWatch {
    const watch = this.sequences.get(path) ?? new SequenceWatch();
    this.sequences.set(path, watch);
    return watch;
  }
}

function cannotListen({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use. Stop what uses it, or give another one: --port 0 takes a free one.`;
  if (code === 'EACCES') return `Port ${port} needs more rights than this user has. Give one above 1023: --port 8484.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is no address of this machine. Give one that is, such as --host 127.0.0.1 or 0.0.0.0.`;
  return `Cannot listen on ${host}:${port} (${code ?? message}).`;
}
