import { once } from 'node:events';
import { Webhook } from 'standardwebhooks';
import { Listener, type ListenOptions } from './listener.js';
import { inWords } from './sequence-watch.js';
import { inOneLine, type Told } from './told-delivery.js';

export interface RunOptions extends Omit<ListenOptions, 'webhooks'> {
  readonly secrets: readonly string[];
  readonly json?: boolean;
}

/** Listens until a signal ends it. Deliveries go to standard output, all else to standard error. */
export async function runListen({ secrets, json, ...options }: RunOptions): Promise<void> {
  const print = (told: Told): void => void process.stdout.write(`${json ? JSON.stringify(told) : inOneLine(told)}\n`);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const listener = new Listener({ ...options, webhooks: secrets.map((secret) => new Webhook(secret)) }, print);
  const address = await listener.start();
  say(`Listening on ${address} for deliveries to any path, each path one endpoint. Ctrl-C stops it.`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await listener.stop();
  const { verified, refused, repeated } = listener.counts;
  say(`${verified} verified, of them ${repeated} repeated; ${refused} refused.`);
  for (const [path, ranges] of listener.missing) say(`Missing at ${path}: sequence ${inWords(ranges)}.`);
}
