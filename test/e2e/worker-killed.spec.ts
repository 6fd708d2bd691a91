import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { eventually } from '../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimdesk, type Running } from '../support/processes.js';
import { Receiver } from '../support/receiver.js';
import { claimBody, type Desk, staffed } from '../support/story.js';

jest.setTimeout(60_000);

describe('when the worker is killed with kill -9', () => {
  const masterKey = randomBytes(32).toString('base64');
  let newsroom: Newsroom;
  let desk: Desk;
  let receiver: Receiver;
  const workers: Running[] = [];

  beforeAll(async () => {
    newsroom = await openNewsroom({ CLAIMDESK_MASTER_KEY: masterKey }, false);
    desk = await staffed(newsroom);
    receiver = await Receiver.start();
  });
  afterAll(async () => {
    for (const worker of workers) await worker.end('SIGKILL');
    await newsroom?.close();
    await receiver?.stop();
  });

  const startWorker = async (TZ = 'UTC'): Promise<Running> => {
    const worker = claimdesk(['worker'], {
      TZ,
      DATABASE_URL: newsroom.on.ownerUrl,
      CLAIMDESK_MASTER_KEY: masterKey,
      CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8',
      CLAIMDESK_WEBHOOK_RETRY_SECONDS: '0.1,0.1,0.1',
    });
    workers.push(worker);
    await worker.prints('worker runs');
    return worker;
  };
  /** What a minute would do: the dead worker's leases run out. */
  const leasesRunOut = () =>
    newsroom.on.asOwner(`update work_due set due_at = now(), lease_until = now() where lease_until is not null`);

  it('nothing is lost, and what comes twice comes under one id', async () => {
    const endpoint = await newsroom.admin.post('/webhook-endpoints', {
      url: receiver.url,
      eventTypes: ['claim.submitted', 'claim.declined'],
    });
    const unanswered: (() => void)[] = [];
    receiver.otherwise = (response) => unanswered.push(() => response.writeHead(204).end());
    await startWorker();
    const claims: Body[] = [];
    for (let n = 0; n < 30; n += 1) claims.push(await desk.researcher.post('/claims', claimBody(desk.article.id)));
    // A new endpoint has two places until one request was quick.
    await eventually('requests are under way', () => receiver.journal.length >= 2);
    await workers.at(-1)?.end('SIGKILL');
    for (let n = 0; n < 10; n += 1) await desk.editor.post(`/claims/${claims[n].id}/decline`, { reason: 'opinion' });
    receiver.otherwise = 204;
    await startWorker();
    await leasesRunOut();
    await eventually(
      'everything is delivered',
      async () => {
        const [row] = await newsroom.on.asOwner<{ done: number }>(
          `select count(*)::int as done from delivery where status = 'delivered'`,
        );
        return row?.done === 40;
      },
      30_000,
    );
    const sequences = new Set(receiver.verified<Body>(endpoint.secret).map((body) => body.data.sequence));
    expect([...sequences].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
    const bodies = new Map<string, Set<string>>();
    for (const { id, body } of receiver.journal) bodies.set(id, (bodies.get(id) ?? new Set()).add(body));
    expect(bodies.size).toBe(40);
    expect([...bodies.values()].every((variants) => variants.size === 1)).toBe(true);
    // The log has everything once, without a gap, and it is signed.
    const rows = await newsroom.on.asOwner<{ index: string }>(`select index from ledger_entry order by index`);
    expect(rows.map((row) => Number(row.index))).toEqual(Array.from({ length: rows.length }, (_, n) => n));
  });

  it('a report that it was in the middle of is made by the next one: in another time zone, with the same bytes', async () => {
    const done = (id: string): Promise<Body> =>
      eventually(
        'the report is done',
        async () => {
          const report = await newsroom.admin.get(`/reports/${id}`);
          return report.status === 'done' && report;
        },
        20_000,
      );
    const wanted = { kind: 'audit-bundle' };
    const whole = await done((await newsroom.admin.post('/reports', wanted)).id);
    // Whoever writes a chunk waits: the worker stands in the middle of its report.
    const held = new Client({ connectionString: newsroom.on.ownerUrl });
    await held.connect();
    await held.query('begin; lock table report_chunk in exclusive mode');
    const { id } = await newsroom.admin.post('/reports', { ...wanted, checkpoint: whole.checkpointSize });
    await eventually('the worker writes', async () => {
      const [row] = await newsroom.on.asOwner<{ waits: boolean }>(
        `select exists (select from pg_locks where relation = 'report_chunk'::regclass and not granted) as waits`,
      );
      return row?.waits;
    });
    expect((await newsroom.admin.get(`/reports/${id}`)).status).toBe('running');
    const [lease] = await newsroom.on.asOwner<{ seconds: number }>(
      `select extract(epoch from lease_until - now())::float8 as seconds from work_due where subject_id = $1`,
      [id],
    );
    // Whoever looks for work after that takes it over; all look once a second.
    expect(lease?.seconds).toBeLessThanOrEqual(30);
    await workers.at(-1)?.end('SIGKILL');
    await held.end();
    await startWorker('Pacific/Chatham');
    await leasesRunOut();
    expect((await done(id)).sha256).toBe(whole.sha256);
    const [kept] = await newsroom.on.asOwner<{ contents: number }>(
      `select count(*)::int as contents from report_content`,
    );
    expect(kept).toEqual({ contents: 1 });
  });
});
