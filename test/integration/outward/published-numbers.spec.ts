import type { INestApplicationContext } from '@nestjs/common';
import { Sequencer } from '#libs/ledger';
import { OutwardModule, PublishedReader, PublishedReads } from '#libs/outward';
import { type Body, type Newsroom, openNewsroom } from '../../support/newsroom.js';
import { openRooms, testMasterKey } from '../../support/rooms.js';
import { claimBody, type Desk, staffed } from '../../support/story.js';

describe('what is public beside claims', () => {
  let newsroom: Newsroom;
  let rooms: INestApplicationContext;
  let desk: Desk;
  let house: Body;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
    rooms = await openRooms(newsroom.database, [OutwardModule], { masterKey: testMasterKey() });
    desk = await staffed(newsroom);
    house = await newsroom.admin.get('/organization');
  });
  afterAll(async () => {
    await rooms?.close();
    await newsroom?.close();
  });

  async function caughtUp(): Promise<void> {
    while (await rooms.get(Sequencer).tick());
    while (await rooms.get(PublishedReader).tick());
  }
  const counts = (): Promise<Body[]> =>
    newsroom.on.asOwner(`select counted, code, labels, claims from published_not_selected order by counted, code`);
  const texts = (): Promise<Body[]> =>
    newsroom.on.asOwner(`select version, language, text from published_methodology order by version`);

  it('is every version of the methodology, also of two that came at once', async () => {
    await newsroom.admin.put('/organization/methodology', 0, { language: 'en', text: 'One.' });
    await newsroom.admin.put('/organization/methodology', 1, { language: 'es', text: 'Dos.' });
    await caughtUp();
    expect((await rooms.get(PublishedReads).organization(house.slug))?.methodology).toEqual({ version: 2 });
    expect(await texts()).toEqual([
      { version: 1, language: 'en', text: 'One.' },
      { version: 2, language: 'es', text: 'Dos.' },
    ]);
  });

  it('is how many claims were turned down, as it stands now, and the same however the log was read', async () => {
    const labels = { en: 'Prisons' };
    await desk.editor.post('/topics', { code: 'prisons', labels });
    const turnDown = async (reason: string, topics: readonly string[]): Promise<Body> => {
      const claim = await desk.researcher.post('/claims', claimBody(desk.article.id));
      await desk.researcher.put(`/claims/${claim.id}/topics`, 1, { topics });
      return desk.editor.post(`/claims/${claim.id}/decline`, { reason });
    };
    const first = await turnDown('opinion', ['prisons']);
    await turnDown('opinion', ['prisons']);
    await turnDown('no_capacity', []);
    const { id } = await desk.researcher.post('/claims', claimBody(desk.article.id));
    await desk.editor.post(`/claims/${id}/accept`, { reason: 'reach' });
    await desk.editor.post(`/claims/${id}/assign`, { member: desk.researcher.member });
    await desk.editor.post(`/claims/${id}/drop`, { reason: 'no_capacity' });
    await caughtUp();
    const of = (all: number, opinion: number): object[] => [
      { counted: 'all', code: '', labels: null, claims: all },
      { counted: 'origin', code: 'monitoring', labels: null, claims: all },
      { counted: 'reason', code: 'no_capacity', labels: null, claims: 2 },
      { counted: 'reason', code: 'opinion', labels: null, claims: opinion },
      { counted: 'topic', code: 'prisons', labels, claims: opinion },
    ];
    expect(await counts()).toEqual(of(4, 2));
    await desk.editor.post(`/claims/${first.id}/reopen`, { reason: 'After all.' });
    await caughtUp();
    expect(await counts()).toEqual(of(3, 1));
    const before = [await counts(), await texts()];
    expect(await rooms.get(PublishedReader).rebuild(house.id)).toBe(true);
    expect([await counts(), await texts()]).toEqual(before);
    await newsroom.on.asOwner(`update published_progress set next_index = 0`);
    await rooms.get(PublishedReader).follow(house.id);
    expect([await counts(), await texts()]).toEqual(before);
  });
});
