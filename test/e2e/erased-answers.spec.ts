import { type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimBody, type Desk, staffed } from '../support/story.js';

/** An erasure is no version of anything, and yet nobody may be told that what they kept still stands. */
describe('an answer that held what was erased', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
  });
  afterAll(() => newsroom?.close());

  it('tells whoever kept the words that they have changed, and lets them go on working', async () => {
    const leaver = await newsroom.hire('Kai Kept', 'researcher');
    const { id: claim } = await desk.researcher.post(
      '/claims',
      claimBody(desk.article.id, { claimant: { kind: 'person', name: 'Kai Kept' } }),
    );
    const { utterances } = await desk.researcher.get(`/claims/${claim}?include=utterances`);
    const { claimant } = utterances[0];
    const comment = await desk.reviewer.post(`/claims/${claim}/comments`, { text: 'He rang me.' });
    const contact = { contacted: true, contact: 'Kai', channel: 'email', askedOn: '2025-05-07' };
    const enquiry = await desk.researcher.post(`/claims/${claim}/enquiries`, contact);
    const article = await desk.researcher.post('/articles', {
      headline: 'A rescue',
      outlet: 'The Courier',
      byline: 'By Kai Kept',
      language: 'en',
      text: 'It was a rescue.',
    });
    await newsroom.admin.post(`/members/${leaver.member}/suspend`, { reason: 'Kai left.' });
    const mine = (await newsroom.admin.get('/api-keys?limit=100')).items.find(
      (one: { member: string }) => one.member === leaver.member,
    );
    const kept = [`claimants/${claimant}`, `comments/${comment.id}`, `enquiries/${enquiry.id}`]
      .concat(`articles/${article.id}`, `members/${leaver.member}`, `api-keys/${mine.id}`)
      .map((path) => `/v1/${path}`);
    const tags = new Map<string, string>();
    const known = (path: string) =>
      newsroom.admin.send('get', path, undefined, { 'if-none-match': tags.get(path) as string });
    for (const path of kept) {
      tags.set(path, (await newsroom.admin.send('get', path)).headers.etag as string);
      expect([path, (await known(path)).status]).toEqual([path, 304]);
    }
    const subjects = [
      ...[claimant, comment.id, enquiry.id, article.id].map((id, place) => ({
        type: ['claimant', 'comment', 'enquiry', 'article'][place],
        id,
      })),
      { type: 'member', id: leaver.member },
    ];
    const asked = await newsroom.admin.post('/erasures', { subjects, ground: 'objection', reason: 'File 13' });
    await desk.editor.post(`/erasures/${asked.id}/confirm`);
    for (const path of kept) {
      expect([path, (await known(path)).status]).toEqual([path, 200]);
      tags.set(path, (await newsroom.admin.send('get', path)).headers.etag as string);
      expect([path, (await known(path)).status]).toEqual([path, 304]);
    }
    // What the answer is tagged with is good for If-Match.
    const tag = { 'if-match': tags.get(`/v1/comments/${comment.id}`) as string };
    expect(tag['if-match']).toBe('"1-erased"');
    const resolved = await desk.reviewer.send('post', `/v1/comments/${comment.id}/resolve`, {}, tag);
    expect(resolved.status).toBe(200);
  });
});
