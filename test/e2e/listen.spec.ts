import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { freshDatabase, WebhookRoom } from '../integration/webhooks/webhook-room.js';
import { claimdesk, type Running } from '../support/processes.js';

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

describe('claimdesk listen', () => {
  const secret = newSecret();
  const running: Running[] = [];

  afterEach(async () => {
    for (const one of running.splice(0)) await one.end('SIGKILL');
  });

  async function listen(...args: string[]): Promise<{ address: string; process: Running }> {
    const process = claimdesk(['listen', '--port', '0', ...args], { CLAIMDESK_LISTEN_SECRET: secret });
    running.push(process);
    return { process, address: await process.prints(/http:\/\/127\.0\.0\.1:\d+/) };
  }

  interface Sent {
    readonly id?: string;
    readonly by?: string;
    readonly at?: Date;
    readonly path?: string;
  }

  const send = (
    address: string,
    body: string,
    { id = 'msg-1', by = secret, at = new Date(), path = '/cms' }: Sent = {},
  ) =>
    fetch(address + path, {
      method: 'POST',
      body,
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(by).sign(id, at, body),
      },
    });
  const event = (sequence: number, type = 'verdict.published'): string =>
    JSON.stringify({
      type,
      timestamp: '2026-05-04T10:00:00.000Z',
      data: { index: sequence + 40, sequence, subjects: [] },
    });

  it('prints what a desk really sends, in one line, and answers 204', async () => {
    const test = await freshDatabase();
    const room = await WebhookRoom.open(test);
    const organization = await room.organization();
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const made = await room.endpoint(organization, `http://127.0.0.1:${port}/cms`);
    const process = claimdesk(['listen', '--port', String(port)], {
      CLAIMDESK_LISTEN_SECRET: `${newSecret()},${made.secret}`,
    });
    running.push(process);
    await process.prints('Listening');
    await room.happen(organization, 2);
    await room.deliver();
    await process.prints(/verdict\.published {2}index \d+ {2}sequence 1 {2}claim [\da-f-]{36} v1 {2}[\da-f-]{36}\n/);
    const statuses = await test.asOwner(
      `select distinct d.status, a.status as http from delivery d join attempt a on a.delivery_id = d.id`,
    );
    expect(statuses).toEqual([{ status: 'delivered', http: 204 }]);
    await room.close();
  });

  it('names what the sequence passes over, and what fills it later; each path counts for itself', async () => {
    const { address, process } = await listen();
    for (const [sequence, path] of [
      [7, '/cms'],
      [10, '/cms'],
      [3, '/bot'],
      [8, '/cms'],
      [9, '/cms'],
    ] as const)
      expect((await send(address, event(sequence), { id: `msg-${path}-${sequence}`, path })).status).toBe(204);
    await process.prints('sequence 9');
    expect(process.output.match(/not here yet.*|fills.*/g)).toEqual([
      'not here yet: sequence 8 to 9',
      'fills a gap; still missing: 9',
      'fills the gap',
    ]);
    await send(address, event(12), { id: 'msg-12' });
    expect((await process.end('SIGINT')).code).toBe(0);
    expect(process.output).toMatch(/6 verified, of them 0 repeated; 0 refused\.\nMissing at \/cms: sequence 11\.\n$/);
  });

  it('refuses what is not signed, signed by another, too old, altered or no JSON, and says why', async () => {
    const { address, process } = await listen('--json');
    const body = event(0);
    const old = new Date(Date.now() - 400_000);
    const answers = [
      await fetch(address, { method: 'POST', body }),
      await send(address, body, { by: newSecret() }),
      await send(address, body, { at: old }),
      await send(address, 'not json'),
      await fetch(address),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 405]);
    await process.prints('Deliveries are POST');
    const lines = process.output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
    expect(lines.map(({ verified, reason }) => [verified, reason])).toEqual([
      [false, 'It is no Standard Webhooks request: no header webhook-id, webhook-timestamp, webhook-signature.'],
      [false, 'No signature matches: another secret, or a body that was changed on its way.'],
      [false, 'webhook-timestamp is over five minutes off, or no time: check the clocks.'],
      [false, 'The signature is good, and the body is no JSON.'],
      [false, 'Deliveries are POST, this is GET.'],
    ]);
  });

  it('says when a delivery comes again, and when its bytes are not the same', async () => {
    const { address, process } = await listen('--json');
    for (const body of [event(0), event(0, 'verdict.retracted')]) await send(address, body);
    const first = event(1);
    await send(address, first, { id: 'msg-2' });
    await send(address, first, { id: 'msg-2' });
    await process.prints(/"repeated":"again"/);
    const lines = process.output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
    expect(lines.map(({ repeated }) => repeated)).toEqual([undefined, 'altered', undefined, 'again']);
    expect(lines[3]).toMatchObject({
      verified: true,
      answered: 204,
      path: '/cms',
      body: first,
      delivery: { sequence: 1 },
      missing: [],
    });
  });

  it('fails as it is told to, so that retries can be seen', async () => {
    const { address, process } = await listen('--status', '503', '--times', '2');
    const answers: number[] = [];
    for (let n = 0; n < 3; n += 1) answers.push((await send(address, event(0))).status);
    expect(answers).toEqual([503, 503, 204]);
    await process.prints('came before, the same bytes');
  });

  it('lets no sender write to the terminal', async () => {
    const { address, process } = await listen();
    await send(address, event(0, 'verdict.published\u001b[2J\u001b]0;owned\u0007'));
    await process.prints(/verdict\.published\?\[2J\?\]0;owned\?/);
  });

  it('a taken port and a secret that is none are one sentence each, and the secret is not said back', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const second = claimdesk(['listen', '--port', String(port)], { CLAIMDESK_LISTEN_SECRET: secret });
    expect(await second.exit).toBe(1);
    expect(second.output).toBe(
      `Port ${port} on 127.0.0.1 is in use. Stop what uses it, or give another one: --port 0 takes a free one.\n`,
    );
    await new Promise((resolve) => taken.close(resolve));
    for (const wrong of [secret.slice(0, 20), secret.replace('whsec_', 'whpk_'), `${secret}, `]) {
      const process = claimdesk(['listen', '--port', '0', '--secret', wrong]);
      expect([wrong, await process.exit]).toEqual([wrong, 2]);
      expect(process.output).toContain('must be whsec_ and 24 to 64 bytes in base64');
      expect(process.output).not.toContain(wrong.slice(7, 19));
    }
    const without = claimdesk(['listen', '--port', '99999', '--secret', secret]);
    expect(await without.exit).toBe(2);
    expect(without.output).toContain('whole number from 0 to 65535');
    const none = claimdesk(['listen']);
    expect(await none.exit).toBe(2);
    expect(none.output).toContain('--secret');
    const help = claimdesk(['listen', '--help']);
    expect(await help.exit).toBe(0);
    expect(help.output).toContain('CLAIMDESK_EGRESS_ALLOW=127.0.0.0/8');
  });
});
