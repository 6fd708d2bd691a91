import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** One request, as it came over the wire. */
export interface Received {
  readonly id: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** On the monotonic clock, milliseconds */
  readonly at: number;
}

/** A status, or whatever the test wants to do with the answer: be slow, say nothing, say too much. */
export type Reply = number | ((response: ServerResponse, received: Received) => void);

/** A webhook receiver in this process that keeps a journal of everything and answers as it is told. */
export class Receiver {
  readonly journal: Received[] = [];
  private readonly script: Reply[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {
    server.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (part: string) => (body += part));
      request.on('end', () => {
        const { headers } = request;
        const received = {
          id: String(headers['webhook-id']),
          path: request.url ?? '',
          headers,
          body,
          at: performance.now(),
        };
        this.journal.push(received);
        const reply = this.script.shift() ?? this.otherwise;
        if (typeof reply === 'number') response.writeHead(reply).end();
        else reply(response, received);
      });
    });
  }

  /** The answer when nothing else was said. */
  otherwise: Reply = 204;

  static async start(): Promise<Receiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Receiver(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`);
  }

  /** Answers the next requests so, in this order. */
  next(...replies: readonly Reply[]): void {
    this.script.push(...replies);
  }

  /** The bodies received so far, in order, each verified with the secret by the specification's own library. Throws for a bad signature. */
  verified<Body>(secret: string): Body[] {
    const webhook = new Webhook(secret);
    return this.journal.map(({ body, headers }) => webhook.verify(body, headers as Record<string, string>) as Body);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
