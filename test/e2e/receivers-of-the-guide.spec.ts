import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { RotateSecret } from '#libs/webhooks';
import { webhookStory } from '../integration/webhooks/webhook-story.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/processes.js';

jest.setTimeout(60_000);

const root = join(__dirname, '..', '..');
const guide = readFileSync(join(root, 'docs', 'guides', 'integrator.md'), 'utf8');
const block = (name: string): string => {
  const found = new RegExp(`\`\`\`${name}\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1];
  if (!found) throw new Error(`the guide has no block "${name}"`);
  return found;
};
const has = (command: string, ...args: string[]): boolean => {
  const there = spawnSync(command, args).status === 0;
  if (!there) console.warn(`SKIPPED: what the integrators' guide says for ${command}; it is not installed here.`);
  return there;
};

const receivers = [
  ['node', 'receiver.mjs', 'js receiver', has('node', '--version')],
  ['python3', 'receiver.py', 'python receiver', has('python3', '--version')],
] as const;
const hasOpenssl = has('openssl', 'version') && has('od', '--version');

describe('the receivers of the guide', () => {
  const story = webhookStory({ retrySeconds: [] });
  const folder = mkdtempSync(join(tmpdir(), 'claimdesk-guide-'));
  let child: ChildProcess | undefined;

  beforeAll(() => symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules')));
  afterEach(async () => {
    const started = child;
    child = undefined;
    if (!started || started.exitCode !== null) return;
    started.kill('SIGKILL');
    await once(started, 'exit');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const listensAt = (port: number): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.end());
    });

  for (const [command, file, name, isThere] of receivers) {
    (isThere ? it : it.skip)(`${command}: takes what the desk sends, and nothing else`, async () => {
      writeFileSync(join(folder, file), block(name));
      const port = await freePort();
      const url = `http://127.0.0.1:${port}/hooks/claimdesk`;
      const { endpoint, secret } = await story.make({ url });
      const environment = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), SECRET: secret };
      const started = spawn(command, [file], { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
      child = started;
      let said = '';
      started.stdout.on('data', (chunk) => (said += String(chunk)));
      started.stderr.on('data', (chunk) => (said += String(chunk)));
      await eventually(`it listens; it said: ${said}`, () => listensAt(port));

      await story.room.happen(story.organization, 2);
      const sent = await story.untilQuiet(endpoint.id);
      expect(sent.map(({ status }) => status)).toEqual(['delivered', 'delivered']);
      for (const { id, index, sequence } of sent)
        expect(said).toContain(`${id} verdict.published ${index} ${sequence}\n`);

      // By somebody else, changed on the way, too old, and with no signature at all.
      const body = '{"type":"verdict.published","data":{"index":1,"sequence":0}}';
      const forged = (by: string, at: Date, signed = body) => ({
        'webhook-id': 'msg-1',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(by).sign('msg-1', at, signed),
      });
      const answer = async (headers: Record<string, string>) =>
        (await fetch(url, { method: 'POST', body, headers })).status;
      const now = new Date();
      expect(await answer(forged(secret, now))).toBe(204);
      expect(await answer(forged(`whsec_${Buffer.alloc(32).toString('base64')}`, now))).toBe(400);
      expect(await answer(forged(secret, now, `${body} `))).toBe(400);
      expect(await answer(forged(secret, new Date(now.getTime() - 301_000)))).toBe(400);
      expect(await answer({})).toBe(400);

      // Within the grace of a rotation, whoever still has the old secret refuses nothing.
      await story.room.module.get(RotateSecret).run(story.admin, endpoint.id, 3_600);
      await story.room.happen(story.organization, 1);
      const [latest] = await story.untilQuiet(endpoint.id);
      expect(latest!.status).toBe('delivered');
    });
  }

  (hasOpenssl ? it : it.skip)('openssl: makes the signature that the desk sent', async () => {
    const { endpoint, secret } = await story.make();
    const rotated = await story.room.module.get(RotateSecret).run(story.admin, endpoint.id, 3_600);
    await story.room.happen(story.organization, 1);
    await story.untilQuiet(endpoint.id);
    const [{ headers, body, id }] = story.receiver.journal as [(typeof story.receiver.journal)[number]];
    writeFileSync(join(folder, 'body'), body);
    const given = String(headers['webhook-signature']).split(' ');
    const made = [secret, rotated.secret].map((one) => {
      const environment = {
        PATH: process.env.PATH,
        SECRET: one,
        ID: id,
        TIMESTAMP: String(headers['webhook-timestamp']),
      };
      return spawnSync('sh', ['-euc', block('sh signature')], { cwd: folder, env: environment, encoding: 'utf8' });
    });
    expect(made.map(({ stderr }) => stderr)).toEqual(['', '']);
    expect(made.map(({ stdout }) => stdout.trim()).sort()).toEqual(given.sort());
  });
});
