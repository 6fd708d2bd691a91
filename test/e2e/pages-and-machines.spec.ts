import { openPublicRoom, type PublicRoom } from '../support/pages/public-room.js';

describe('pages for people and for what reads them', () => {
  let room: PublicRoom;

  beforeAll(async () => {
    room = await openPublicRoom();
  });
  afterAll(() => room?.newsroom.close());

  const dataIn = (html: string): unknown => {
    const text = /<script type="application\/ld\+json">(.*?)<\/script>/su.exec(html)?.[1];
    return text === undefined ? undefined : JSON.parse(text);
  };

  it('a page holds the ClaimReview of its claim, and no other page does', async () => {
    const { path } = await room.publish();
    const { text } = await room.page(path);
    const alone = await room.page(`${path}/claim-review`);
    expect(dataIn(text)).toEqual(JSON.parse(alone.text));
    expect(dataIn(text)).toMatchObject({ '@type': 'ClaimReview', url: expect.stringContaining(`${room.home}${path}`) });
    for (const other of [`${path}/versions/1`, '', '/corrections', '/scales'])
      expect([other, dataIn((await room.page(other)).text)]).toEqual([other, undefined]);
  });

  it('gives way to the page of record: it is the canonical one, and holds the ClaimReview', async () => {
    const { claim, path } = await room.publish();
    const url = 'https://northwind.example/checks/1?a=1&b=2';
    await room.desk.editor.post(`/claims/${claim.id}/publication`, { url });
    const text = await room.saying(path, 'northwind.example');
    expect(text).toContain('<link rel="canonical" href="https://northwind.example/checks/1?a=1&amp;b=2"/>');
    expect(dataIn(text)).toBeUndefined();
    expect((await room.page(`${path}/versions/1`)).text).toContain('rel="canonical" href="https://northwind.example');
  });

  it('says in a page of its own that it is broken, and nothing of the inside', async () => {
    await room.newsroom.on.asOwner(`alter table published_organization rename to gone`);
    const { status, text, headers } = await room.page('');
    await room.newsroom.on.asOwner(`alter table gone rename to published_organization`);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      500,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect(text).toContain('This cannot be shown at the moment');
    expect(text).not.toContain('published_organization');
    expect((await room.page('')).status).toBe(200);
  });

  it('asks whoever asks very often to wait, in a page', async () => {
    const busy = await openPublicRoom({ CLAIMDESK_RATE_PER_ADDRESS: '2' });
    try {
      expect([(await busy.page('')).status, (await busy.page('/scales')).status]).toEqual([200, 200]);
      const { status, text, headers } = await busy.page('');
      expect([status, headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(text).toContain('You have asked very often');
    } finally {
      await busy.newsroom.close();
    }
  });
});
