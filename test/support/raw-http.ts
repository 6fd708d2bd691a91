import net from 'node:net';
import type { Body } from './newsroom.js';

/** Sends bytes as they are, however wrong, and gives what came back. A server that says nothing is a mistake. */
export function sendBytes(address: string, bytes: string | Buffer, ms = 10_000): Promise<RawAnswer> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = net.connect(Number(port), hostname);
    const late = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no answer within ${ms} ms, after: ${Buffer.concat(parts).toString()}`));
    }, ms);
    socket.on('data', (part) => parts.push(part));
    // A reset after the answer is how a connection ends whose request was not read to its end.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(late);
      resolve(readAnswer(Buffer.concat(parts).toString()));
    });
    socket.write(bytes);
  });
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: Body;
}

function readAnswer(whole: string): RawAnswer {
  const [head = '', ...rest] = whole.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const text = rest.join('\r\n\r\n');
  const headers = Object.fromEntries(
    lines.map((one) => [one.slice(0, one.indexOf(':')).toLowerCase(), one.slice(one.indexOf(':') + 1).trim()]),
  );
  const isJson = headers['content-type']?.includes('json') && text !== '';
  return { status: Number(line.split(' ')[1]), headers, text, body: isJson ? JSON.parse(text) : undefined };
}
