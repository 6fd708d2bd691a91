import { Agent, request } from 'node:http';
import type { Answer, Body } from '../newsroom.js';

export interface Sent {
  readonly method: string;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One request at a time over a connection that is kept. Whoever does not answer in time has failed. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(
    private readonly server: string,
    private readonly ms = 20_000,
  ) {}

  send({ method, address, headers, body }: Sent): Promise<Answer> {
    const { hostname, port } = new URL(this.server);
    // Node sends the body of a DELETE without saying how long it is, and the rest of it would be no request.
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const asked = request(
        { agent: this.agent, hostname, port, method, path: address, headers: { ...length, ...headers } },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', reject);
          answer.on('end', () => {
            const text = Buffer.concat(parts).toString();
            // Not application/x-ndjson, which is many.
            const isJson = /[/+]json\b/.test(answer.headers['content-type'] ?? '') && text !== '';
            const parsed: Body = isJson ? JSON.parse(text) : {};
            const named = answer.headers as Record<string, string>;
            resolve({ status: answer.statusCode ?? 0, headers: named, text, body: parsed });
          });
        },
      );
      asked.setTimeout(this.ms, () => asked.destroy(new Error(`no answer within ${this.ms} ms`)));
      asked.on('error', reject);
      asked.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
