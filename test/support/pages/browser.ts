import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium is installed, if one is: Debian's `chromium`, for one. */
export const installedBrowser = (): string | undefined => places.find((place) => existsSync(place));

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
  readonly media?: 'print';
}

interface Told {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** A browser without a window, asked over a pipe (Chrome DevTools Protocol): no port, no driver of others. */
export class Browser {
  /** What the page itself complained of: refused styles, scripts, addresses. */
  readonly complaints: string[] = [];
  private readonly waiting = new Map<number, (told: Told) => void>();
  private loaded: (() => void) | undefined;
  private asked = 0;
  private rest = '';
  private session = '';

  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {
    (process.stdio[4] as Readable).setEncoding('utf8').on('data', (text: string) => this.hear(text));
  }

  static async open(path: string): Promise<Browser> {
    const folder = mkdtempSync(join(tmpdir(), 'claimdesk-browser-'));
    const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
    const quiet = ['--remote-debugging-pipe', '--disable-background-networking', `--user-data-dir=${folder}`];
    const started = spawn(path, [...flags, ...quiet], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    const browser = new Browser(started, folder);
    const { targetId } = await browser.ask('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.ask('Target.attachToTarget', { targetId, flatten: true });
    browser.session = sessionId as string;
    for (const domain of ['Page', 'Log', 'Runtime']) await browser.ask(`${domain}.enable`);
    return browser;
  }

  async visit(url: string, { width, height, scheme, media }: Look): Promise<void> {
    await this.ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await this.ask('Emulation.setEmulatedMedia', { media: media ?? '', features });
    const loaded = new Promise<void>((resolve) => (this.loaded = resolve));
    await this.ask('Page.navigate', { url });
    await loaded;
  }

  /** Runs an expression in the page, whatever the page's own policy says of scripts. */
  async run<T>(expression: string): Promise<T> {
    const answer = await this.ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    const { result, exceptionDetails } = answer as { result: { value: T }; exceptionDetails?: object };
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return result.value;
  }

  async picture(): Promise<Buffer> {
    const { data } = await this.ask('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true });
    return Buffer.from(data as string, 'base64');
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    void this.ask('Browser.close').catch(() => undefined);
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private ask(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.asked;
    const own = method.startsWith('Target.') || method.startsWith('Browser.');
    const message = { id, method, params, ...(own ? {} : { sessionId: this.session }) };
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result ?? {})));
      (this.process.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    });
  }

  private hear(text: string): void {
    const messages = `${this.rest}${text}`.split('\0');
    this.rest = messages.pop() ?? '';
    for (const message of messages) {
      const told = JSON.parse(message) as Told;
      if (told.id !== undefined) this.waiting.get(told.id)?.(told);
      else if (told.method === 'Page.loadEventFired') this.loaded?.();
      else if (told.method === 'Log.entryAdded') this.complaints.push(JSON.stringify(told.params));
    }
  }
}
