import { randomBytes } from 'node:crypto';
import { eventually } from '../support/eventually.js';
import { type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimdesk, freePort, type Running } from '../support/processes.js';
import { Receiver } from '../support/receiver.js';

jest.setTimeout(90_000);

describe('metrics', () => {
  const masterKey = randomBytes(32).toString('base64');
  const running: Running[] = [];
  let newsroom: Newsroom;
  let receiver: Receiver;
  let api: string;
  let metrics: { api: string; worker: string };

  const start = (command: 'api' | 'worker', environment: NodeJS.ProcessEnv): Running => {
    const process = claimdesk([command], {
      DATABASE_URL: newsroom.on.ownerUrl,
      CLAIMDESK_MASTER_KEY: masterKey,
      CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8',
      CLAIMDESK_WEBHOOK_RETRY_SECONDS: '0.1',
      CLAIMDESK_METRICS_PORT: '0',
      LOG_LEVEL: 'info',
      ...environment,
    });
    running.push(process);
    return process;
  };

  beforeAll(async () => {
    newsroom = await openNewsroom({ CLAIMDESK_MASTER_KEY: masterKey }, false);
    receiver = await Receiver.start();
    const port = await freePort();
    api = `http://127.0.0.1:${port}`;
    const both = [start('api', { PORT: String(port) }), start('worker', {})] as const;
    const [ofApi, ofWorker] = await Promise.all(
      both.map((process) => process.prints(/http:\/\/127\.0\.0\.1:\d+\/metrics/)),
    );
    metrics = { api: ofApi as string, worker: ofWorker as string };
    await both[0].prints('is ready');
  });
  afterAll(async () => {
    for (const one of running) await one.end('SIGKILL');
    await receiver?.stop();
    await newsroom?.close();
  });

  /** The lines of a scrape by name and labels. */
  async function scrape(address: string): Promise<Map<string, number>> {
    const answer = await fetch(address);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]));
  }

  it('count requests by route, and never by what a caller wrote', async () => {
    const key = `Bearer ${newsroom.admin.key}`;
    await fetch(`${api}/v1/claims?limit=5`, { headers: { authorization: key } });
    await fetch(`${api}/v1/claims/0190a000-0000-7000-8000-000000000000`, { headers: { authorization: key } });
    await fetch(`${api}/v1/claims`);
    await fetch(`${api}/wp-admin/canary-of-a-caller`);
    const seen = await scrape(metrics.api);
    const requests = [...seen].filter(([name]) => name.startsWith('claimdesk_http_requests_total'));
    expect(Object.fromEntries(requests)).toMatchObject({
      'claimdesk_http_requests_total{method="GET",route="/v1/claims",status="200"}': 1,
      'claimdesk_http_requests_total{method="GET",route="/v1/claims",status="401"}': 1,
      'claimdesk_http_requests_total{method="GET",route="/v1/claims/:id",status="404"}': 1,
      'claimdesk_http_requests_total{method="GET",route="none",status="404"}': 1,
    });
    expect(seen.get('claimdesk_http_request_duration_seconds_count{method="GET",route="/v1/claims"}')).toBe(2);
    expect(seen.get('claimdesk_http_request_duration_seconds_bucket{le="+Inf",method="GET",route="/v1/claims"}')).toBe(
      2,
    );
    expect([...seen.keys()].join('\n')).not.toMatch(/canary|0190a000|cd_/);
    expect(seen.get('claimdesk_database_connections{state="asking"}')).toBe(0);
    expect(seen.get('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    expect(seen.get('claimdesk_database_up')).toBe(1);
  });

  it('count attempts by result and by endpoint, and say what is due and how far the log is', async () => {
    receiver.next(500);
    const endpoint = await newsroom.admin.post('/webhook-endpoints', {
      url: receiver.url,
      eventTypes: ['organization.changed'],
    });
    const gone = await newsroom.admin.post('/webhook-endpoints', {
      url: receiver.url,
      eventTypes: ['verdict.published'],
    });
    await newsroom.admin.post(`/webhook-endpoints/${endpoint.id}/test`);
    await newsroom.admin.post(`/webhook-endpoints/${gone.id}/test`);
    const seen = await eventually('both are counted', async () => {
      const now = await scrape(metrics.worker);
      return (now.get('claimdesk_webhook_attempts_total{result="delivered"}') ?? 0) >= 1 && now;
    });
    expect(seen.get('claimdesk_webhook_attempts_total{result="http_error"}')).toBe(1);
    const byEndpoint = [...seen].filter(([name]) => name.startsWith('claimdesk_webhook_endpoint_attempts_total'));
    expect(byEndpoint.map(([, count]) => count)).toEqual([1, 1]);
    expect(byEndpoint.map(([name]) => name).join()).toMatch(new RegExp(`(?=.*${endpoint.id})(?=.*${gone.id})`));
    expect(seen.get('claimdesk_webhook_deliveries_total{status="delivered"}')).toBe(1);
    expect(seen.get('claimdesk_webhook_deliveries_total{status="exhausted"}')).toBe(1);
    expect(seen.get('claimdesk_webhook_attempt_duration_seconds_count')).toBe(2);
    await eventually('everything is in the log and signed', async () => {
      const now = await scrape(metrics.worker);
      return (
        now.get('claimdesk_events_pending') === 0 &&
        now.get('claimdesk_ledger_reader_lag_seconds{reader="signer"}') === 0
      );
    });
  });

  it('tell a worker that is gone from a worker that has nothing to do', async () => {
    await running[1]?.end('SIGTERM');
    await newsroom.hire('Rosa Researcher', 'researcher');
    await newsroom.on.asOwner(
      `insert into work_due (kind, organization_id, subject_id, due_at) values ('delivery', gen_random_uuid(), gen_random_uuid(), now() - interval '2 minutes')`,
    );
    await eventually('what waits is told by the API', async () => {
      const now = await scrape(metrics.api);
      return (
        (now.get('claimdesk_events_pending') ?? 0) >= 1 &&
        (now.get('claimdesk_events_oldest_pending_seconds') ?? 0) > 0.5 &&
        now.get('claimdesk_work_due{kind="delivery"}') === 1 &&
        (now.get('claimdesk_work_oldest_due_seconds{kind="delivery"}') ?? 0) >= 120
      );
    });
  });

  it('stand on a port of their own, and not on that of the API', async () => {
    expect((await fetch(`${api}/metrics`)).status).toBe(404);
    expect((await fetch(metrics.api.replace('/metrics', '/v1/claims'))).status).toBe(404);
    expect((await fetch(metrics.api, { method: 'POST' })).status).toBe(404);
    const { port } = new URL(metrics.api);
    const second = start('worker', { CLAIMDESK_METRICS_PORT: port });
    expect(await second.exit).toBe(1);
    expect(second.output).toContain(`The metrics port ${port} on 127.0.0.1 is in use.`);
  });
});
