import { type Newsroom, openNewsroom } from '../support/newsroom.js';

const page = 'https://desk.example';

describe('the conventions of HTTP', () => {
  let newsroom: Newsroom;

  beforeAll(async () => {
    newsroom = await openNewsroom({ CLAIMDESK_CORS_ORIGINS: `${page}, https://second.example` }, false);
  });
  afterAll(() => newsroom?.close());

  const send = (method: string, path: string, headers: Record<string, string> = {}, key = newsroom.admin.key) =>
    fetch(`${newsroom.address}${path}`, { method, headers: { authorization: `Bearer ${key}`, ...headers } });

  it('HEAD answers what GET would, without the body', async () => {
    const [got, head] = [await send('GET', '/v1/members'), await send('HEAD', '/v1/members')];
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(String((await got.text()).length));
  });

  it('a method that an address does not know is 405 and says which it knows, whoever asks', async () => {
    for (const [method, path, allow] of [
      ['DELETE', '/v1/claims', 'GET, HEAD, POST, OPTIONS'],
      ['PUT', '/v1/claims/0197c0de-0000-7000-8000-000000000001', 'GET, HEAD, PATCH, OPTIONS'],
      ['GET', '/v1/invitations/redeem', 'POST, OPTIONS'],
      ['POST', '/livez', 'GET, HEAD, OPTIONS'],
    ] as const) {
      const answer = await send(method, path, { 'content-type': 'text/nonsense' }, '');
      expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, allow]);
      expect(await answer.json()).toMatchObject({ code: 'request.method_not_allowed', status: 405 });
    }
    expect((await send('POST', '/v1/nowhere')).status).toBe(404);
  });

  it('OPTIONS tells which methods there are', async () => {
    const answer = await send('OPTIONS', '/v1/claims', {}, '');
    expect([answer.status, answer.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
    expect((await send('OPTIONS', '/v1/nowhere')).headers.get('allow')).toBeNull();
  });

  describe('pages of other origins', () => {
    const preflight = (origin: string) =>
      send('OPTIONS', '/v1/claims', { origin, 'access-control-request-method': 'POST' }, '');

    it('that the operator named may call, and read the headers that matter', async () => {
      const asked = await preflight(page);
      expect(asked.status).toBe(204);
      expect(asked.headers.get('access-control-allow-origin')).toBe(page);
      expect(asked.headers.get('access-control-allow-headers')).toContain('If-Match');
      const answer = await send('GET', '/v1/claims', { origin: page });
      expect(answer.headers.get('access-control-allow-origin')).toBe(page);
      expect(answer.headers.get('access-control-expose-headers')).toContain('ETag');
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(answer.headers.get('vary')).toContain('Origin');
    });

    it('that nobody named may not', async () => {
      for (const origin of ['https://evil.example', `${page}.evil.example`, 'null']) {
        expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
        expect((await send('GET', '/v1/claims', { origin })).headers.get('access-control-allow-origin')).toBeNull();
      }
    });

    it('may none, when the operator named none', async () => {
      const closed = await openNewsroom({}, false);
      try {
        const answer = await fetch(`${closed.address}/v1/claims`, { method: 'OPTIONS', headers: { origin: page } });
        expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, null]);
      } finally {
        await closed.close();
      }
    });
  });

  it('a request is known by its own id, else by its trace, else by one of ours', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${trace}-00f067aa0ba902b7-01`;
    const idOf = async (headers: Record<string, string>) =>
      (await send('GET', '/v1/me', headers)).headers.get('x-request-id');
    expect(await idOf({ 'x-request-id': 'mine-12345', traceparent })).toBe('mine-12345');
    expect(await idOf({ traceparent })).toBe(trace);
    expect(await idOf({ traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` })).toMatch(/^[\da-f]{8}-/);
    expect(await idOf({ 'x-request-id': 'a b' })).toMatch(/^[\da-f]{8}-/);
  });

  describe('how much one may ask', () => {
    let bounded: Newsroom;
    beforeAll(async () => {
      bounded = await openNewsroom({ CLAIMDESK_RATE_PER_KEY: '5', CLAIMDESK_RATE_PER_ORGANIZATION: '12' }, false);
    });
    afterAll(() => bounded?.close());

    const ask = (key = '') => fetch(`${bounded.address}/v1/me`, { headers: { authorization: `Bearer ${key}` } });
    const leftOf = (answer: Response) =>
      [...(answer.headers.get('ratelimit') ?? '').matchAll(/r=(\d+)/g)].map(([, left]) => Number(left));

    it('is bounded for each key and for the whole organization, and every answer says what is left', async () => {
      const [one, two, three] = await Promise.all(
        [1, 2, 3].map(async (n) => (await bounded.admin.post('/api-keys', { name: `machine ${n}` })).key as string),
      );
      const first = await ask(one);
      expect(first.headers.get('ratelimit-policy')).toBe('"key";q=5;w=60, "organization";q=12;w=60');
      expect(leftOf(first)).toEqual([4, 8]); // the administrator asked three times
      for (let n = 0; n < 4; n += 1) expect((await ask(one)).status).toBe(200);
      const tooMany = await ask(one);
      expect(tooMany.status).toBe(429);
      expect(Number(tooMany.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await tooMany.json()).toMatchObject({ code: 'request.too_many' });
      // Nine of twelve are gone; the other keys have what is left of them.
      expect((await Promise.all([ask(two), ask(two), ask(three)])).map(({ status }) => status)).toEqual([
        200, 200, 200,
      ]);
      expect((await ask(three)).status).toBe(429);
    });

    it('is another organization’s own affair, and made-up keys count for nobody', async () => {
      for (let n = 0; n < 20; n += 1) expect((await ask('cd_nonsense')).status).toBe(401);
      const rival = await bounded.rival();
      expect((await ask(rival.key)).status).toBe(200);
    });
  });
});
