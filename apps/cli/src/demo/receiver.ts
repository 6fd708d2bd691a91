import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly id: string;
  readonly type: string;
  readonly index: number;
  readonly sequence: number;
}

export interface Receiver {
  readonly url: string;
  /** The secret comes after the endpoint was made. */
  trust(secret: string): void;
  /** Waits for the first verified delivery of this type. */
  next(type: string, withinMs: number): Promise<Received>;
  stop(): Promise<void>;
}

/** What a newsroom tool would run: a small server that believes only what the standardwebhooks library verifies. */
export async function startReceiver(): Promise<Receiver> {
  let webhook: Webhook | undefined;
  const received: Received[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      try {
        const body = Buffer.concat(chunks).toString('utf8');
        const event = webhook?.verify(body, request.headers as Record<string, string>) as {
          type: string;
          data: { index: number; sequence: number };
        };
        received.push({
          id: String(request.headers['webhook-id']),
          type: event.type,
          index: event.data.index,
          sequence: event.data.sequence,
        });
        response.writeHead(204).end();
        for (const wake of waiting.splice(0)) wake();
      } catch {
        response.writeHead(401).end('signature refused');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/claimdesk`,
    trust: (secret) => (webhook = new Webhook(secret)),
    async next(type, withinMs) {
      const deadline = Date.now() + withinMs;
      for (;;) {
        const found = received.find((one) => one.type === type);
        if (found) return found;
        if (Date.now() > deadline) throw new Error(`no ${type} arrived within ${withinMs} ms`);
        await Promise.race([
          new Promise<void>((resolve) => waiting.push(resolve)),
          new Promise((resolve) => setTimeout(resolve, 100)),
        ]);
      }
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
