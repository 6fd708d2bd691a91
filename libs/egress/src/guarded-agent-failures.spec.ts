import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createEgress, type EgressOptions } from './guarded-agent.js';
import type { EgressFailure, EgressRequest } from './outcome.js';

async function failure(request: Partial<EgressRequest>, options: EgressOptions): Promise<EgressFailure> {
  const guard = createEgress({ allowHttp: true, allowedCidrs: ['127.0.0.1/32'], ...options });
  const outcome = await guard.request({ url: 'http://hook.test/', method: 'GET', ...request });
  await guard.close();
  if (outcome.ok) throw new Error(`answered ${outcome.status}`);
  return outcome;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('a request that gets no connection', () => {
  it('because there is no such name', async () => {
    const resolver = () => Promise.reject(new Error('queryA ENOTFOUND hook.test'));
    expect(await failure({}, { resolver })).toMatchObject({
      reason: 'dns',
      detail: 'The host name could not be resolved.',
    });
    expect(await failure({}, { resolver: () => Promise.resolve([]) })).toMatchObject({ reason: 'dns' });
  });

  it('because the name server is silent ends at the time limit for connecting', async () => {
    const silent = await failure({}, { resolver: () => new Promise(() => undefined), connectTimeoutMs: 100 });
    expect(silent.reason).toBe('dns');
    expect(silent.timing.dnsMs).toBeGreaterThan(90);
    expect(silent.timing.totalMs).toBeLessThan(5_000);
  });

  it('ends at the deadline where that comes first', async () => {
    const late = await failure(
      { deadlineMs: 50 },
      { resolver: () => new Promise(() => undefined), connectTimeoutMs: 300 },
    );
    expect(late.reason).toBe('timeout');
    expect(late.timing.totalMs).toBeLessThan(290);
  });

  it('because nobody listens', async () => {
    const url = `http://127.0.0.1:${await freePort()}/`;
    const unheard = await failure({ url }, {});
    expect(unheard).toMatchObject({ reason: 'connect', detail: 'No connection could be made.' });
    expect(unheard.cause).toMatchObject({ code: 'ECONNREFUSED' });
    expect(unheard.timing.dnsMs).toBeUndefined();
  });
});

describe('a request that cannot be formed', () => {
  it.each([
    ['names another host', { Host: 'internal.test' }],
    ['smuggles a header', { 'x-a': 'b\r\nx-c: d' }],
  ])('is a failure and opens no connection: it %s', async (_title, headers) => {
    let asked = 0;
    const resolver = () => Promise.resolve([`127.0.0.${++asked}`]);
    expect((await failure({ headers }, { resolver })).reason).toBe('protocol');
    expect(asked).toBe(0);
  });

  it('after close is an error of the caller', async () => {
    const guard = createEgress();
    await guard.close();
    await expect(guard.request({ url: 'https://example.com/', method: 'GET' })).rejects.toThrow('closed');
  });
});

it('a URL is refused at once when somebody enters it', async () => {
  const guard = createEgress();
  expect(guard.judge('https://10.0.0.1/')).toMatchObject({ code: 'endpoint.address_refused' });
  expect(guard.judge('https://example.com/')).toBeUndefined();
  await guard.close();
});
