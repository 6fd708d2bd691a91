import type { Body } from '../support/newsroom.js';
import { openPublicRoom, type PublicRoom, wordsOf } from '../support/pages/public-room.js';
import { approvedVerdict, none } from '../support/story.js';

describe('the lists and registers for readers', () => {
  let room: PublicRoom;

  beforeAll(async () => {
    room = await openPublicRoom();
  });
  afterAll(() => room?.newsroom.close());

  it('explain ratings and ways of working in every version, and count what was not checked', async () => {
    const { newsroom, desk } = room;
    const change = { language: 'ar', text: 'نختار ما يصل إلى كثيرين.' };
    const method = { language: 'en', text: '# What we choose\n\nWhat reaches many.' };
    await newsroom.admin.put('/organization/methodology', 0, method);
    await newsroom.admin.put('/organization/methodology', 1, change);
    const now = await room.saying('/methodology', 'نختار');
    expect(now).toContain('<p lang="ar" dir="rtl">');
    const first = await room.page('/methodology/versions/1');
    expect(first.text).toContain('<h2><span lang="en" dir="ltr">What we choose</span></h2>');
    expect((await room.page('/methodology/versions/3')).status).toBe(404);
    expect(wordsOf((await room.page('/scales')).text)).toContain('In use: five point, version 1');
    expect(wordsOf((await room.page('/not-selected')).text)).toContain('So far we have turned no claim down.');
    await desk.editor.post('/topics', { code: 'prisons', labels: { es: 'Cárceles' } });
    const declined = async (reason: object): Promise<Body> => {
      const claim = await desk.researcher.post('/claims', {
        statement: 'A secret statement that nobody checked.',
        kind: 'event',
        language: 'en',
        mode: 'stated',
        claimant: { kind: 'outlet', name: 'A secret outlet' },
        appearance: { article: desk.article.id, exact: 'The operation was announced on Tuesday' },
      });
      const told = await desk.researcher.put(`/claims/${claim.id}/topics`, 1, { topics: ['prisons'] });
      await desk.editor.post(`/claims/${claim.id}/decline`, reason);
      return told;
    };
    const one = await declined({ reason: 'opinion' });
    await declined({ reason: 'other', note: 'Free words of the desk.' });
    const counted = await room.saying('/not-selected', 'at 2 claims');
    expect(wordsOf(counted)).toMatch(/opinion ?1/u);
    expect(counted).toContain('<span lang="es" dir="ltr">Cárceles</span>');
    for (const secret of ['secret', 'Free words']) expect([secret, counted.includes(secret)]).toEqual([secret, false]);
    await desk.editor.post(`/claims/${one.id}/reopen`, { reason: 'After all.' });
    await room.saying('/not-selected', 'at 1 claim without');
  });

  it('list the newest first, a page at a time, by topic and by who said it', async () => {
    const { desk } = room;
    const { claim, path } = await room.publish();
    const { version } = await desk.researcher.get(`/claims/${claim.id}`);
    await desk.editor.put(`/claims/${claim.id}/topics`, version, { topics: ['prisons'] });
    const topic = await room.saying('/topics/prisons', path);
    expect(topic).toContain('<h1><span lang="es" dir="ltr">Cárceles</span></h1>');
    const claimant = /\/claimants\/[\da-f-]+/u.exec((await room.page(path)).text)?.[0] as string;
    expect(wordsOf((await room.page(claimant)).text)).toContain('The Courier (fictional)');
    const first = (await room.page('')).text;
    expect(first.indexOf(path)).toBeGreaterThan(0);
    expect(first).not.toContain('?after=');
    for (let more = 0; more < 20; more++) {
      const { verdict } = await approvedVerdict(desk);
      await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    }
    await room.inStep();
    const seen: string[] = [];
    for (let address: string | undefined = ''; address !== undefined;) {
      const { text } = await room.page(address);
      seen.push(...(text.match(/\/claims\/[^"]+/gu) ?? []));
      const next: string | undefined = /href="[^"]*(\?after=[^"]+)" rel="next"/u.exec(text)?.[1];
      address = next?.replaceAll('&amp;', '&');
    }
    const standing = await room.newsroom.on.asOwner<{ slug: string }>(
      `select slug from published_claim where state = 'published' order by published_at desc, claim_id desc`,
    );
    expect(seen).toEqual(standing.map(({ slug }) => `/claims/${slug}`));
    for (const wrong of ['?after=x', '?after=1&after=2', `?after=1.${claim.id}`])
      expect([wrong, (await room.page(wrong)).status]).toEqual([wrong, 404]);
  });
});
