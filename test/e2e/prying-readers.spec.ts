import { openPublicRoom, type PublicRoom } from '../support/pages/public-room.js';
import { approvedVerdict, claimInChecking, none } from '../support/story.js';
import { slugOf } from '../../libs/outward/src/published/slug.js';

/** Whoever knows an address, a tag, a token or a way of writing, and wants to know what is not public yet. */
describe('whoever pries', () => {
  let room: PublicRoom;
  let shown: string;
  let scheduled: string;

  beforeAll(async () => {
    room = await openPublicRoom();
    ({ path: shown } = await room.publish());
    const { claim, verdict } = await approvedVerdict(room.desk);
    await room.desk.editor.post(`/verdicts/${verdict.id}/schedule`, { at: '2035-01-01T00:00:00Z', interests: none });
    const { statement } = await room.desk.editor.get(`/claims/${claim.id}`);
    scheduled = `/claims/${slugOf(statement, claim.id)}`;
    await room.inStep();
  }, 60_000);
  afterAll(() => room?.newsroom.close());

  async function told(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<object> {
    const answer = await fetch(`${room.newsroom.address}${path}`, { method, headers, redirect: 'manual' });
    const kept = [...answer.headers].filter(
      ([name]) => !['date', 'x-request-id', 'connection', 'keep-alive'].includes(name),
    );
    const text = (await answer.text()).replace(/"instance":"[^"]*"/u, '');
    return { status: answer.status, headers: Object.fromEntries(kept), text };
  }
  const public_ = (): string[] =>
    [
      ...[
        '',
        '/corrections',
        '/methodology',
        '/scales',
        '/not-selected',
        shown,
        `${shown}/versions/1`,
        `${shown}/claim-review`,
      ],
      ...['/feed.atom', '/feed.json', '/corrections.atom', '/corrections.json', '/sitemap.xml', '/claim-reviews'],
      ...['/v1alpha1/claims:search?query=administration', '/v1alpha1/claims:search?query=administration&pageSize=1'],
    ].map((path) => `${room.home}${path}`);
  const asked: readonly (readonly [string, Record<string, string>])[] = [
    ['GET', {}],
    ['HEAD', {}],
    ['GET', { range: 'bytes=0-10' }],
    ['GET', { 'if-none-match': '*' }],
    ['GET', { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' }],
    ['GET', { 'if-match': '*' }],
    ['GET', { 'if-range': '"x"', range: 'bytes=5-' }],
    ['GET', { 'accept-language': 'es', accept: 'application/ld+json', 'accept-encoding': 'br' }],
    ['GET', { 'x-http-method-override': 'PUT', 'x-original-url': '/v1/claims', 'x-rewrite-url': '/v1/claims' }],
    ['GET', { authorization: 'Bearer cd_x', cookie: 'session=1' }],
    ...['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => [method, {}] as const),
  ];

  it('gets of a scheduled claim, however it is asked, what is said of no claim at all', async () => {
    for (const tail of ['', '/versions/1', '/claim-review'])
      for (const [method, headers] of asked) {
        const hidden = await told(`${room.home}${scheduled}${tail}`, method, headers);
        const nothing = await told(`${room.home}/claims/nothing-at-all-00000000${tail}`, method, headers);
        expect([tail, method, headers, hidden]).toEqual([tail, method, headers, nothing]);
        expect((hidden as { status: number }).status).not.toBe(304);
      }
  });

  it('is not helped by another way of writing an address', async () => {
    const { slug: rival } = await (await room.newsroom.rival()).get('/organization');
    await room.inStep();
    const slug = room.home.slice('/p/'.length);
    const last = scheduled.split('/').at(-1) ?? '';
    const percent = [...last].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
    const published = shown.split('/').at(-1) ?? '';
    const addresses = [
      ...[
        percent,
        percent.replaceAll('%', '%25'),
        last.toUpperCase(),
        `${last}%00`,
        `${last};v=1`,
        `${last}.json`,
        `${last}%20`,
      ],
      ...[
        `..%2fclaims%2f${last}`,
        `.%2f${last}`,
        `${last}%2f`,
        `${last}%c0%af`,
        `%ef%bb%bf${last}`,
        last.slice(-8),
        `%25`,
      ],
    ].map((one) => `${room.home}/claims/${one}`);
    addresses.push(
      `/p/${slug.toUpperCase()}/claims/${last}`,
      `/p/${slug}%2fclaims%2f${last}`,
      `/p/${rival}/../${slug}/claims/${last}`,
      `/p/${rival}/claims/${published}`,
      `/p/${rival}/claims/..%2f..%2f${slug}%2fclaims%2f${published}`,
      `/p/${rival}%27%20or%20true--/claims/${published}`,
    );
    for (const path of addresses) {
      const answer = (await told(path)) as { status: number; text: string };
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.text).not.toContain('administration');
    }
  });

  it('learns nothing from tokens and places of another newsroom, or made up', async () => {
    const { slug: rival } = await (await room.newsroom.rival()).get('/organization');
    await room.publish();
    await room.inStep();
    const search = (home: string, more = ''): string =>
      `${home}/v1alpha1/claims:search?query=administration&pageSize=1${more}`;
    const first = JSON.parse(((await told(search(room.home))) as { text: string }).text);
    expect(first.nextPageToken).toEqual(expect.any(String));
    const none_ = { claims: undefined, nextPageToken: undefined };
    for (const home of [`/p/${rival}`, '']) {
      const { status, text } = (await told(search(home, `&pageToken=${first.nextPageToken}`))) as {
        status: number;
        text: string;
      };
      expect([home, status, text.includes('claims"')]).toEqual([home, 400, false]);
    }
    const own = JSON.parse(((await told(search(`/p/${rival}`))) as { text: string }).text);
    expect({ ...none_, ...own }).toEqual(none_);
    for (const place of [
      '99999999999999.ffffffff-ffff-ffff-ffff-ffffffffffff.999999',
      '0.00000000-0000-0000-0000-000000000000.0',
    ]) {
      const { text } = (await told(`/p/${rival}?after=${place}`)) as { text: string };
      expect(text).not.toContain('administration');
    }
  });

  it('sees no address, number, tag or time change while the desk works', async () => {
    const states = async (): Promise<Record<string, unknown>> =>
      Object.fromEntries(await Promise.all(public_().map(async (path) => [path, await told(path)] as const)));
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // Last-Modified appears once its second is over.
    const before = await states();
    const { editor, researcher, admin } = { ...room.desk, admin: room.newsroom.admin };
    await editor.post('/topics', { code: 'secret', labels: { en: 'Secret topic' } });
    await claimInChecking(room.desk);
    const { claim, verdict } = await approvedVerdict(room.desk);
    await researcher.post(`/claims/${claim.id}/comments`, { text: 'Not for readers.' });
    await editor.post(`/verdicts/${verdict.id}/schedule`, { at: '2034-01-01T00:00:00Z', interests: none });
    await editor.post(`/claims/${claim.id}/hold`, { kind: 'legal', reason: 'A letter.' });
    await admin.post('/members', { name: 'Nina New', roles: ['reviewer'] }).catch(() => undefined);
    await room.inStep();
    expect(await states()).toEqual(before);
  });
});
