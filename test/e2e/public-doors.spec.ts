import { Client } from 'pg';
import { eventually } from '../support/eventually.js';
import { openPublicRoom, type PublicRoom } from '../support/pages/public-room.js';

describe('the doors for readers', () => {
  let room: PublicRoom;

  beforeAll(async () => {
    room = await openPublicRoom();
  });
  afterAll(() => room?.newsroom.close());

  const asked = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${room.newsroom.address}${path}`, { redirect: 'manual', headers });

  it('take an address with a slash at its end for the one without', async () => {
    for (const [given, meant] of [
      [`${room.home}/`, room.home],
      [`${room.home}/corrections//?after=x`, `${room.home}/corrections?after=x`],
      ['/p/nobody/claims/', '/p/nobody/claims'],
      ['/p///evil.example/', '/p///evil.example'],
    ] as const) {
      const answer = await asked(given);
      expect([given, answer.status, answer.headers.get('location')]).toEqual([given, 301, meant]);
    }
    expect((await fetch(`${room.newsroom.address}${room.home}/`)).status).toBe(200);
    for (const path of ['/p/', '/p//', '/p/nobody/claims', '/p/nobody?x=/'])
      expect((await asked(path)).status).toBe(404);
  });

  it('tell search engines where the pages are listed: of each newsroom that has its pages here', async () => {
    const { newsroom } = room;
    const here = `Sitemap: ${newsroom.address}${room.home}/sitemap.xml\n`;
    const robots = async (headers = {}): Promise<string> => (await asked('/robots.txt', headers)).text();
    await eventually('it is named', async () => (await robots()).includes(here));
    expect((await fetch(`${newsroom.address}${room.home}/sitemap.xml`)).status).toBe(200);
    const { version } = await newsroom.admin.get('/organization');
    await newsroom.admin.patch('/organization', version, { baseUrl: 'http://facts.example' });
    await eventually('it is elsewhere', async () => !(await robots()).includes(here));
    const { port } = new URL(newsroom.address);
    expect(await robots({ host: `127.0.0.1:${port}` })).not.toContain('Sitemap:');
  });

  it('say that they are busy where a statement took too long, to people, programs and clients of Google', async () => {
    const { newsroom } = room;
    for (const [path, type] of [
      [room.home, 'text/html; charset=utf-8'],
      [`${room.home}/feed.json`, 'application/problem+json; charset=utf-8'],
      ['/v1alpha1/claims:search?query=rain', 'application/json; charset=utf-8'],
    ] as const) {
      const holding = new Client({ connectionString: newsroom.on.ownerUrl });
      await holding.connect();
      await holding.query('begin; lock table published_claim in access exclusive mode');
      try {
        const answer = asked(path);
        await eventually('its statement waits, and is given up', async () => {
          const rows = await newsroom.on.asOwner(
            `select pg_cancel_backend(pid) from pg_stat_activity
              where application_name = 'claimdesk public' and wait_event_type = 'Lock' and datname = current_database()`,
          );
          return rows.length > 0;
        });
        const { status, headers } = await answer;
        expect([path, status, headers.get('content-type')]).toEqual([path, 503, type]);
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      } finally {
        await holding.end();
      }
      expect((await asked(path)).status).toBe(200);
    }
  });
});

describe('whose request it is', () => {
  const limit = 3;
  const statuses = async (environment: NodeJS.ProcessEnv, forwarded: readonly string[]): Promise<number[]> => {
    const room = await openPublicRoom({ CLAIMDESK_RATE_PER_ADDRESS: String(limit), ...environment });
    try {
      const found: number[] = [];
      for (const from of forwarded)
        found.push((await room.newsroom.nobody.send('get', room.home, undefined, { 'x-forwarded-for': from })).status);
      return found;
    } finally {
      await room.newsroom.close();
    }
  };
  const others = ['203.0.113.1', '203.0.113.2', '203.0.113.3', '203.0.113.4', '203.0.113.5'];
  const forgers = others.map((address) => `${address}, 198.51.100.9`);

  it('is not taken from a header that anybody may write', async () => {
    expect((await statuses({}, others)).slice(limit)).toEqual([429, 429]);
    // A proxy that somebody else trusts is nobody here.
    expect((await statuses({ CLAIMDESK_TRUSTED_PROXIES: '192.0.2.0/24' }, others)).slice(limit)).toEqual([429, 429]);
  });

  it('is taken from the header of a trusted proxy, and there from what that proxy has seen itself', async () => {
    const trusted = { CLAIMDESK_TRUSTED_PROXIES: '127.0.0.0/8,::1/128' };
    expect(await statuses(trusted, others)).not.toContain(429);
    // What the caller wrote before it says nothing.
    expect((await statuses(trusted, forgers)).slice(limit)).toEqual([429, 429]);
  });
});
