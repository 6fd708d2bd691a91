import { type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimBody, staffed } from '../support/story.js';
import { committed } from '../architecture/contract/contract.js';

const nothing = '0197c0de-0000-7000-8000-00000000dead';

describe('what belongs to something that is not here', () => {
  let newsroom: Newsroom;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
  });
  afterAll(() => newsroom?.close());

  const below = Object.entries(committed().paths)
    .filter(([path, methods]) => path.startsWith('/v1/') && path.includes('{id}') && 'get' in methods)
    .map(([path]) => path);

  it('the lists are known', () => {
    expect(below).toEqual(expect.arrayContaining(['/v1/claims/{id}/verdicts', '/v1/imports/{id}/faults']));
  });

  it.each(below)('GET %s is a 404, and no empty list', async (path) => {
    const all = await newsroom.hire(`For ${path}`, 'editor', 'auditor', 'researcher');
    const answer = await all.send('get', path.replace(/\{\w+\}/g, nothing));
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  });

  it('a claim without anything on it has empty lists', async () => {
    const { researcher, article } = await staffed(newsroom);
    const claim = await researcher.post('/claims', claimBody(article.id));
    for (const list of ['verdicts', 'citations', 'enquiries', 'comments']) {
      expect(await researcher.get(`/claims/${claim.id}/${list}`)).toEqual({ items: [], next: null });
    }
  });
});
