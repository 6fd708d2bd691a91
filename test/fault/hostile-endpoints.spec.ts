import fs from 'node:fs';
import { randomBytes, randomInt } from 'node:crypto';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { eventually } from '../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimdesk, freePort, type Running } from '../support/processes.js';
import { selfSigned } from '../support/self-signed.js';
import { claimBody, type Desk, staffed } from '../support/story.js';
import { Random } from '../integration/desk/quorum-model/random.js';
import { NameServer } from './name-server.js';
import { redirectTargets, refusedAddresses, refusedUrls } from './refused-destinations.js';

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const claims = Number(process.env.CLAIMS ?? 12);
/** The only address that the operator allows; everything else of this machine is forbidden ground. */
const allowed = '127.0.0.2';
const sentence = 'This address cannot be called from here. Give one that is reachable on the public internet.';

describe(`endpoints that want the sender to call what it must not (fault 17; SEED=${seed})`, () => {
  const random = new Random(seed);
  const { key, cert } = selfSigned('*.hostile.test');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimdesk-fault-'));
  const dialled = path.join(folder, 'dialled');
  const canaries: net.Server[] = [];
  const arrived = { atReceiver: 0, atRedirector: 0, atCanaries: 0 };
  let newsroom: Newsroom;
  let desk: Desk;
  let names: NameServer;
  let receiver: https.Server;
  let redirector: net.Server;
  let worker: Running;
  let port: number;
  let redirectPort: number;

  const listen = (server: net.Server, on: number, host: string) =>
    new Promise<void>((resolve, reject) => server.once('error', reject).listen(on, host, resolve));

  beforeAll(async () => {
    [port, redirectPort] = [await freePort(), await freePort()];
    receiver = https.createServer({ key, cert }, (request, response) => {
      arrived.atReceiver += 1;
      // Each request has to look the name up again.
      request.resume().on('end', () => response.writeHead(204, { connection: 'close' }).end());
    });
    await listen(receiver, port, allowed);
    redirector = net.createServer((socket) => {
      socket
        .on('error', () => socket.destroy())
        .once('data', (data: Buffer) => {
          arrived.atRedirector += 1;
          const [, place] = /\/to\/(\d+)/.exec(data.toString('latin1')) ?? [];
          const status = random.pick([301, 302, 303, 307, 308]);
          socket.end(
            `HTTP/1.1 ${status} Elsewhere\r\nlocation: ${targets()[Number(place)]}\r\ncontent-length: 0\r\n\r\n`,
          );
        });
    });
    await listen(redirector, redirectPort, allowed);
    // Where the rebinding name and the redirects point.
    for (const host of ['127.0.0.1', '::1'])
      for (const at of [port, redirectPort]) {
        const canary = net.createServer((socket) => {
          arrived.atCanaries += 1;
          socket.destroy();
        });
        canaries.push(canary);
        await listen(canary, at, host);
      }
    names = await NameServer.start(zone);
    fs.writeFileSync(path.join(folder, 'ca.pem'), cert);
    fs.writeFileSync(dialled, '');
    const masterKey = randomBytes(32).toString('base64');
    const environment = { CLAIMDESK_MASTER_KEY: masterKey, CLAIMDESK_EGRESS_ALLOW: `${allowed}/32` };
    newsroom = await openNewsroom(environment, false);
    desk = await staffed(newsroom);
    worker = claimdesk(['worker'], {
      ...environment,
      DATABASE_URL: newsroom.on.ownerUrl,
      CLAIMDESK_WEBHOOK_RETRY_SECONDS: '0.1,0.1,0.1',
      NODE_EXTRA_CA_CERTS: path.join(folder, 'ca.pem'),
      NODE_OPTIONS: `--require ${path.join(__dirname, 'hostile-network.cjs')}`,
      NAME_SERVER: names.address,
      DIALLED: dialled,
    });
    await worker.prints('worker runs');
  });
  afterAll(async () => {
    await worker?.end('SIGKILL');
    await newsroom?.close();
    await names?.stop();
    receiver?.closeAllConnections();
    for (const server of [receiver, redirector, ...canaries]) server?.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const targets = () =>
    redirectTargets.map((one) => one.replace('CANARY', String(port)).replace('RECEIVER', String(redirectPort)));
  const zone = (name: string, asked: number): readonly string[] => {
    const [host = ''] = name.split('.');
    if (host === 'honest') return [allowed];
    // Innocent when it is checked, hostile when it is called: to whoever asks twice.
    if (host === 'rebind') return [asked % 2 === 0 ? allowed : '127.0.0.1'];
    if (host === 'mixed') return asked % 2 === 0 ? [allowed, '10.0.0.1'] : ['::1', allowed];
    const [, place] = /^a(\d+)$/.exec(host) ?? [];
    return place === undefined ? [] : [refusedAddresses[Number(place)] as string];
  };
  const endpoint = (url: string): Promise<Body> =>
    newsroom.admin.post('/webhook-endpoints', { url, eventTypes: ['claim.submitted'] });
  const named = (name: string): Promise<Body> => endpoint(`https://${name}.hostile.test:${port}/hook`);
  const submit = () => desk.researcher.post('/claims', claimBody(desk.article.id));
  const attempts = async (id: string): Promise<Body[]> => {
    const { items } = await newsroom.admin.get(`/webhook-endpoints/${id}/deliveries?limit=200`);
    const all: Body[] = [];
    for (const { id: delivery } of items)
      all.push(...(await newsroom.admin.get(`/deliveries/${delivery}/attempts`)).items);
    return all;
  };
  const untilQuiet = () =>
    eventually(
      'nothing is pending',
      async () => {
        const [row] = await newsroom.on.asOwner<{ open: number; all: number }>(
          `select count(*) filter (where status = 'pending')::int as open, count(*)::int as all from delivery`,
        );
        return row?.open === 0 && row.all > 0;
      },
      120_000,
    );

  it.each(refusedUrls)('%s is refused when it is entered, and nobody is told why', async (url) => {
    const { status, body } = await newsroom.admin.send('post', '/v1/webhook-endpoints', {
      url,
      eventTypes: ['claim.submitted'],
    });
    expect([400, 422]).toContain(status);
    expect(JSON.stringify(body)).not.toMatch(/loopback|private|link-local|metadata|NAT64|6to4|Teredo|reserved/i);
  });

  it('names, literals and redirects that lead there: no connection is made to any of them, and nothing else is harmed', async () => {
    const honest = await named('honest');
    const rebinding = await named('rebind');
    const mixed = await named('mixed');
    const refused: Body[] = [];
    for (const place of refusedAddresses.keys()) refused.push(await named(`a${place}`));
    // As if an older release had let them in.
    for (const url of refusedUrls.filter((one) => /^https:\/\/[[\d][^@%]*[^.]\/$/.test(one))) {
      const made = await named('later');
      await newsroom.on.asOwner(`update webhook_endpoint set url = $2 where id = $1`, [made.id, url]);
      refused.push(made);
    }
    const redirecting: Body[] = [];
    for (const place of targets().keys())
      redirecting.push(await endpoint(`http://${allowed}:${redirectPort}/to/${place}`));

    for (let n = 0; n < claims; n += 1) await submit();
    await untilQuiet();

    const hosts = fs.readFileSync(dialled, 'utf8').trim().split('\n');
    const database = new URL(newsroom.on.ownerUrl).port;
    expect(new Set(hosts.filter((line) => !line.endsWith(` ${database}`)))).toEqual(
      new Set([`${allowed} ${port}`, `${allowed} ${redirectPort}`]),
    );
    expect(arrived.atCanaries).toBe(0);

    for (const { id } of [...refused, mixed]) {
      const all = await attempts(id);
      expect(all.length).toBeGreaterThan(0);
      expect(new Set(all.map(({ result }) => result))).toEqual(new Set(['refused']));
      // To whoever asks, every refusal looks alike.
      expect(new Set(all.map(({ detail }) => detail))).toEqual(new Set([sentence]));
      expect(all.every((one) => one.status === null && one.responseBody === null)).toBe(true);
    }
    for (const { id } of redirecting) {
      const results = (await attempts(id)).map(({ result }) => result);
      expect(new Set(results)).toEqual(new Set(['redirect']));
    }
    const rebound = await attempts(rebinding.id);
    const results = (which: string) => rebound.filter(({ result }) => result === which).length;
    // Both answers were given, and each connection went where its own answer, and no later one, had been judged.
    expect([results('delivered') > 0, results('refused') > 0]).toEqual([true, true]);
    expect(results('delivered') + results('refused')).toBe(rebound.length);
    expect((await attempts(honest.id)).map(({ result }) => result)).toEqual(Array(claims).fill('delivered'));
    expect(arrived.atReceiver).toBe(claims + results('delivered'));
    console.log(
      `${hosts.length} connections dialled, ${rebound.length} requests to the rebinding name, ${arrived.atRedirector} redirects, none followed`,
    );
  });

  it('the capture of a source goes through the same guard', async () => {
    const before = fs.readFileSync(dialled, 'utf8').length;
    const asked: Body[] = [];
    for (const name of ['a3', 'a6', 'a20', 'mixed'])
      asked.push(await desk.researcher.post('/captures/fetch', { url: `https://${name}.hostile.test:${port}/page` }));
    for (const { id } of asked) {
      const done = await eventually('the worker has judged it', async () => {
        const now = await desk.researcher.get(`/captures/${id}`);
        return now.status !== 'requested' && now;
      });
      expect([done.status, done.failure]).toEqual(['failed', sentence]);
    }
    const database = new URL(newsroom.on.ownerUrl).port;
    const since = fs.readFileSync(dialled, 'utf8').slice(before).trim().split('\n');
    expect(since.filter((line) => line !== '' && !line.endsWith(` ${database}`))).toEqual([]);
    expect(arrived.atCanaries).toBe(0);
  });
});
