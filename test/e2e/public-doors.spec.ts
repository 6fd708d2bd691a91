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
      [`${room.home}/claim-reviews`, 'application/problem+json; charset=utf-8'],
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
  const form = 10;
  const others = Array.from({ length: form + 2 }, (_, n) => `203.0.113.${n + 1}`);
  const forgers = others.map((address) => `${address}, 198.51.100.9`);
  const oneHousehold = others.map((_, n) => `2001:db8:7:7::${n + 1}`);
  const trusted = { CLAIMDESK_TRUSTED_PROXIES: '127.0.0.0/8,::1/128' };

  const inRoom = async <T>(environment: NodeJS.ProcessEnv, work: (room: PublicRoom) => Promise<T>): Promise<T> => {
    const room = await openPublicRoom({ CLAIMDESK_RATE_PER_ADDRESS: String(limit), ...environment });
    try {
      return await work(room);
    } finally {
      await room.newsroom.close();
    }
  };

  /** What the first is answered that is one too many, of pages and of the form. */
  const beyond = (environment: NodeJS.ProcessEnv, forwarded: readonly string[]): Promise<(number | undefined)[]> =>
    inRoom(environment, async ({ newsroom: { nobody }, home }) => {
      const pages: number[] = [];
      const forms: number[] = [];
      const asked = { about: 'https://facts.example/x', request: 'It was on Tuesday.' };
      for (const from of forwarded) {
        const headers = { 'x-forwarded-for': from, forwarded: `for=${from}`, 'x-real-ip': from };
        pages.push((await nobody.send('get', home, undefined, headers)).status);
        forms.push((await nobody.send('post', `${home}/corrections`, asked, headers)).status);
      }
      expect([...pages.slice(0, limit), ...forms.slice(0, form)].filter((status) => status >= 400)).toEqual([]);
      return [pages[limit], forms[form]];
    });

  it('is not taken from a header that anybody may write', async () => {
    expect(await beyond({}, others)).toEqual([429, 429]);
    // A proxy that somebody else trusts is nobody here.
    expect(await beyond({ CLAIMDESK_TRUSTED_PROXIES: '192.0.2.0/24' }, others)).toEqual([429, 429]);
  });

  it('is taken from the header of a trusted proxy, and there from what that proxy has seen itself', async () => {
    expect(await beyond(trusted, others)).toEqual([200, 201]);
    // What the caller wrote before it says nothing.
    expect(await beyond(trusted, forgers)).toEqual([429, 429]);
    expect(await beyond(trusted, oneHousehold)).toEqual([429, 429]);
  });

  it('says by a trusted proxy alone how this site is called', async () => {
    const said = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'facts.example' };
    const called = (environment: NodeJS.ProcessEnv): Promise<string> =>
      inRoom({ CLAIMDESK_RATE_PER_ADDRESS: '0', ...environment }, async (room) => {
        const { newsroom, home } = room;
        const { path } = await room.publish();
        const texts: string[] = [];
        for (const address of [
          `${home}/feed.atom`,
          `${home}/sitemap.xml`,
          `${home}${path}/claim-review`,
          '/robots.txt',
        ])
          texts.push((await newsroom.nobody.send('get', address, undefined, said)).text);
        expect(texts.filter((text) => /https?:/.test(text))).toHaveLength(texts.length);
        return texts.join('\n');
      });
    expect(await called({})).not.toContain('facts.example');
    const believed = await called(trusted);
    expect(believed.match(/https:\/\/facts\.example\/p\//g)?.length).toBeGreaterThan(3);
    expect(believed).not.toContain('http://127.0.0.1');
  });
});
