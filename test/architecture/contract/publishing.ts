import { eventually } from '../../support/eventually.js';
import { type Room, status } from './room.js';

/** What everybody reads, and what the CMS says and asks. */
export async function publishing({ newsroom, desk, publish }: Room): Promise<void> {
  const { claim } = await publish();
  const { nobody } = newsroom;
  const { slug } = await newsroom.admin.get('/organization');
  const set = await desk.editor.post(`/claims/${claim.id}/publication`, { url: 'https://cms.example/1', cmsId: '1' });
  expect(set.pageOfRecord).toEqual({ url: 'https://cms.example/1', cmsId: '1' });
  expect(await status(desk.researcher, 'post', `/claims/${claim.id}/publication`, { url: null })).toBe(403);
  const { claimReview } = await eventually('it is public', async () => {
    const answer = await desk.editor.send('get', `/v1/claims/${claim.id}/claim-review`);
    return answer.status === 200 && answer.body.claimReview.url === 'https://cms.example/1' ? answer.body : undefined;
  });
  await desk.editor.post(`/claims/${claim.id}/publication`, { url: null });
  const { url } = await eventually('our own page is the page of record', async () => {
    const { claimReview: own } = await desk.editor.get(`/claims/${claim.id}/claim-review`);
    return own.url === claimReview.url ? undefined : own;
  });
  const page = `/p/${slug}/claims/${String(url).split('/').at(-1)}`;
  const feeds = ['feed.atom', 'feed.json', 'corrections.atom', 'corrections.json', 'sitemap.xml', 'claim-reviews'];
  for (const path of [`${page}/claim-review`, ...feeds.map((feed) => `/p/${slug}/${feed}`)]) {
    const { headers } = await nobody.send('get', path);
    const again = await nobody.send('get', path, undefined, { 'if-none-match': headers.etag ?? '' });
    expect([path, again.status]).toEqual([path, 304]);
  }
  expect((await nobody.send('get', `/p/${slug}/sitemap.xml?page=9`)).status).toBe(404);
  expect((await nobody.send('get', `/p/${slug}/sitemap.xml?page=none`)).status).toBe(422);
  for (const path of [...feeds.map((feed) => `/p/nobody-s/${feed}`), `/p/${slug}/claims/none/claim-review`])
    expect((await nobody.send('get', path)).status).toBe(404);
  for (const base of ['', `/p/${slug}`]) {
    const search = (query: string) => nobody.send('get', `${base}/v1alpha1/claims:search?${query}`);
    const { body } = await search('query=administration&pageSize=1&languageCode=en&maxAgeDays=9');
    expect(body.claims).toHaveLength(1);
    if (body.nextPageToken)
      await search(`query=administration&pageSize=1&languageCode=en&maxAgeDays=9&pageToken=${body.nextPageToken}`);
    await search('reviewPublisherSiteFilter=nobody.example&offset=1');
    expect((await search('query=x&pageSize=none')).status).toBe(400);
  }
  expect((await nobody.send('get', '/p/nobody-s/v1alpha1/claims:search?query=x')).status).toBe(404);
  await desk.editor.post(`/claims/${claim.id}/suspend`, { reason: 'A doubt.' });
  await eventually('it is suspended', async () => (await nobody.send('get', `${page}/claim-review`)).status === 404);
  expect(await status(desk.editor, 'get', `/claims/${claim.id}/claim-review`)).toBe(404);
}
