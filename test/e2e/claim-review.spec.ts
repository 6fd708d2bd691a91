import { eventually } from '../support/eventually.js';
import { type Answer, type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { approvedVerdict, type Desk, none, staffed } from '../support/story.js';

describe('published checks, for machines', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let uma: Caller;
  let base: string;
  const site = 'https://facts.northwind.example';

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    uma = await newsroom.hire('Uma Uninvolved', 'reviewer', 'editor');
    const { slug, version } = await newsroom.admin.get('/organization');
    base = `/p/${slug}`;
    await newsroom.admin.patch('/organization', version, { siteName: 'Courier Facts', baseUrl: site });
    await eventually('the newsroom is public under its name', async () =>
      (await read('/claim-reviews')).text.includes('Courier Facts'),
    );
  });
  afterAll(() => newsroom?.close());

  const read = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
    newsroom.nobody.send('get', `${base}${path}`, undefined, headers);
  /** Once it has a date, a second after it changed. */
  const dated = (path: string): Promise<Answer> =>
    eventually('it has a date', async () => {
      const answer = await read(path);
      return answer.headers['last-modified'] !== undefined && answer;
    });
  const feed = async (): Promise<Body[]> => (await read('/claim-reviews')).body.dataFeedElement;
  /** Published, and public by now: with the path of its ClaimReview. */
  async function published(): Promise<{ claim: Body; verdict: Body; path: string }> {
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    const item = await eventually('it is in the feed', async () =>
      (await feed()).find(({ url }) => url.endsWith(claim.id.slice(-8))),
    );
    return { claim, verdict, path: `/claims/${item.url.split('/').at(-1)}/claim-review` };
  }

  it('are there once they are published, and nothing differs before', async () => {
    const before = await dated('/claim-reviews');
    expect(before.body).toMatchObject({
      '@type': 'DataFeed',
      name: 'ClaimReviews of Courier Facts',
      dataFeedElement: [],
    });
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/schedule`, { at: '2035-01-01T00:00:00Z', interests: none });
    const path = `/claims/the-operation-was-carried-out-under-the-biden-administration-${claim.id.slice(-8)}/claim-review`;
    const nothing = await read(path);
    await eventually('the log was read to its end', async () => {
      const rows = await newsroom.on.asOwner(`select 1 from ledger_due where reader = 'published' limit 1`);
      return rows.length === 0;
    });
    const meanwhile = await read('/claim-reviews', { 'if-none-match': before.headers.etag ?? '' });
    expect([meanwhile.status, meanwhile.headers['last-modified']]).toEqual([304, before.headers['last-modified']]);
    expect([nothing.status, nothing.body.code]).toEqual([404, 'not_found']);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none, reason: 'It is out already.' });
    const review = await eventually('it is public', async () => {
      const answer = await read(path);
      return answer.status === 200 ? answer : undefined;
    });
    expect(review.headers).toMatchObject({
      'content-type': 'application/ld+json; charset=utf-8',
      'cache-control': 'public, no-cache',
      'access-control-allow-origin': '*',
    });
    expect(review.body).toMatchObject({
      '@type': 'ClaimReview',
      url: `${site}${base}${path.replace('/claim-review', '')}`,
      claimReviewed: claim.statement,
      author: { name: 'Courier Facts', url: site },
      reviewRating: { alternateName: 'False', ratingValue: 1, worstRating: 1, bestRating: 5 },
      itemReviewed: { author: { '@type': 'NewsMediaOrganization', name: 'The Courier (fictional)' } },
    });
    expect((await read('/claim-reviews')).headers.etag).not.toBe(before.headers.etag);
    expect((await feed()).map(({ item }) => item[0].claimReviewed)).toEqual([claim.statement]);
  });

  it('answer HEAD, tags and times as caches want it', async () => {
    const { path } = await published();
    const whole = await dated(path);
    const head = await fetch(`${newsroom.address}${base}${path}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, whole.headers.etag, '']);
    const known = (headers: Record<string, string>) => read(path, headers).then(({ status }) => status);
    const [etag = '', modified = ''] = [whole.headers.etag, whole.headers['last-modified']];
    expect(await known({ 'if-none-match': `"x", ${etag}` })).toBe(304);
    expect(await known({ 'if-none-match': '*' })).toBe(304);
    expect(await known({ 'if-none-match': '"x"' })).toBe(200);
    expect(await known({ 'if-modified-since': modified })).toBe(304);
    expect(await known({ 'if-modified-since': 'Thu, 01 Jan 2015 00:00:00 GMT' })).toBe(200);
    expect(await known({ 'if-none-match': '"x"', 'if-modified-since': modified })).toBe(200);
    expect(await known({ 'if-modified-since': 'yesterday' })).toBe(200);
  });

  it('have the address of the page of record, which the CMS names', async () => {
    const { claim, path } = await published();
    const { key } = await newsroom.admin.post('/api-keys', { name: 'CMS' });
    const cms = newsroom.caller(key);
    const url = 'https://www.northwind.example/facts/rescue';
    await cms.post(`/claims/${claim.id}/publication`, { url, cmsId: '48211' });
    const review = await eventually('it moved', async () => {
      const { body } = await read(path);
      return body.url === url ? body : undefined;
    });
    expect(JSON.stringify(review)).not.toContain('48211');
    const { claimReview, snippet, findings } = await cms.get(`/claims/${claim.id}/claim-review`);
    expect(claimReview).toEqual(review);
    expect(snippet).toBe(`<script type="application/ld+json">${JSON.stringify(review)}</script>`);
    expect(findings).toEqual([]);
    await cms.post(`/claims/${claim.id}/publication`, { url: 'https://elsewhere.example/x' });
    const told = await eventually('it moved to another site', async () => {
      const { findings: found } = await cms.get(`/claims/${claim.id}/claim-review`);
      return found.length > 0 ? found : undefined;
    });
    expect(told).toEqual([
      {
        level: 'error',
        property: 'url',
        detail: `https://elsewhere.example/x is not on your own site (${site}). The page of record must be.`,
      },
    ]);
  });

  it('are gone while they are suspended, and there again with the same words once they are restored', async () => {
    const { claim, path } = await published();
    const before = await read(path);
    await desk.editor.post(`/claims/${claim.id}/suspend`, { reason: 'A doubt about the file.' });
    const gone = await eventually('it is suspended', async () => {
      const answer = await read(path);
      return answer.status === 200 ? undefined : answer;
    });
    expect([gone.status, gone.body.code, gone.headers['cache-control']]).toEqual([404, 'page.suspended', 'no-store']);
    expect(gone.text).not.toMatch(/Biden admin|doubt/);
    expect((await feed()).filter(({ url }) => url.endsWith(claim.id.slice(-8)))).toEqual([]);
    expect(await desk.editor.send('get', `/v1/claims/${claim.id}/claim-review`)).toMatchObject({ status: 404 });
    await desk.editor.post(`/claims/${claim.id}/restore`, { reason: 'It stands.' });
    const again = await eventually('it is restored', async () => {
      const answer = await read(path);
      return answer.status === 200 ? answer : undefined;
    });
    expect(again.body).toEqual(before.body);
  });

  it('are gone for good once they were taken back, with the notice in their place', async () => {
    const { claim, path } = await published();
    const notice = { notice: 'We take this back.', rationale: 'The source was forged.' };
    const draft = await desk.editor.post(`/claims/${claim.id}/retractions`, notice);
    const { digest } = await desk.editor.post(`/verdicts/${draft.id}/submit`, { interests: none });
    await uma.post(`/verdicts/${draft.id}/ballots`, { choice: 'approve', digest, interests: none });
    await uma.post(`/verdicts/${draft.id}/publish`, { interests: none });
    const gone = await eventually('it was taken back', async () => {
      const answer = await read(path);
      return answer.status === 200 ? undefined : answer;
    });
    expect([gone.status, gone.body.code]).toEqual([410, 'page.retracted']);
    expect(gone.body.detail).toContain('We take this back.');
  });

  it('are all in the feed, however many', async () => {
    const line = (n: number): string =>
      JSON.stringify({
        '@type': 'ClaimReview',
        url: `https://facts.northwind.example/old/${n}`,
        claimReviewed: `Old claim number ${n}.`,
        datePublished: `2019-05-${String((n % 28) + 1).padStart(2, '0')}`,
        author: { name: 'Newsroom' },
        reviewRating: { alternateName: 'False' },
      });
    const before = (await feed()).length;
    const wanted = await desk.editor.post('/imports', {
      kind: 'legacy',
      source: 'archive',
      legacy: { language: 'en' },
    });
    const sent = await fetch(`${newsroom.address}/v1/imports/${wanted.id}/content`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${desk.editor.key}`, 'content-type': 'application/x-ndjson' },
      body: Array.from({ length: 450 }, (_, n) => line(n)).join('\n'),
    });
    expect([sent.status, sent.ok ? '' : await sent.text()]).toEqual([sent.status, '']);
    const all = await eventually('all are public', async () => {
      const found = await feed();
      return found.length === before + 450 ? found : undefined;
    });
    expect(new Set(all.map(({ url }) => url)).size).toBe(before + 450);
    const dates = all.map(({ dateCreated }) => String(dateCreated));
    expect(dates).toEqual([...dates].sort().reverse());
    const old = all.find(({ item }) => item[0].claimReviewed === 'Old claim number 7.');
    expect(old.item[0].datePublished).toBe('2019-05-08');
  });

  it('are counted by the address that asks', async () => {
    const few = await openNewsroom({ CLAIMDESK_RATE_PER_ADDRESS: '2' }, false);
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push(await few.nobody.send('get', '/p/nobody-s/claim-reviews'));
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 429]);
    expect(Number(statuses[2]?.headers['retry-after'])).toBeGreaterThan(0);
    expect(statuses[2]?.body.code).toBe('request.too_many');
    await few.close();
  });
});
