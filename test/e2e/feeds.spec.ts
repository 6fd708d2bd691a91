import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { approvedVerdict, type Desk, none, staffed } from '../support/story.js';

describe('feeds and the sitemap', () => {
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
    await newsroom.admin.patch('/organization', version, { siteName: 'Northwind Facts', baseUrl: site });
    await eventually('the newsroom is public under its name, and dated', async () => {
      const { text, headers } = await read('/feed.atom');
      return text.includes(site) && headers.has('last-modified');
    });
  });
  afterAll(() => newsroom?.close());

  async function read(path: string, headers: Record<string, string> = {}, method = 'GET') {
    const answer = await fetch(`${newsroom.address}${base}${path}`, { headers, method });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }
  const items = async (path: string): Promise<Body[]> => JSON.parse((await read(path)).text).items;
  const all = ['/feed.atom', '/feed.json', '/corrections.atom', '/corrections.json', '/sitemap.xml'];
  const settled = (): Promise<boolean> =>
    eventually('the log was read to its end', async () => {
      const rows = await newsroom.on.asOwner(
        `select 1 from ledger_due where reader = 'published' union all select 1 from event_pending limit 1`,
      );
      return rows.length === 0;
    });

  async function publish(): Promise<{ claim: Body; verdict: Body }> {
    const { claim, verdict } = await approvedVerdict(desk);
    const published = await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    await eventually('it is in the feed', async () =>
      (await items('/feed.json')).some(({ _claimdesk }) => _claimdesk.claim === claim.id),
    );
    return { claim, verdict: published };
  }

  it('are there before anything is published, each in its type, with what caches need', async () => {
    const types = [
      'application/atom+xml',
      'application/feed+json',
      'application/atom+xml',
      'application/feed+json',
      'application/xml',
    ];
    for (const [n, path] of all.entries()) {
      const { status, headers, text } = await read(path);
      expect([path, status, headers.get('content-type')]).toEqual([path, 200, `${types[n]}; charset=utf-8`]);
      const etag = headers.get('etag') ?? '';
      expect(etag).toMatch(/^"[\w-]{32}"$/);
      const head = await read(path, {}, 'HEAD');
      expect([head.status, head.headers.get('etag'), head.text]).toEqual([200, etag, '']);
      expect(Number(head.headers.get('content-length'))).toBe(Buffer.byteLength(text));
      const known = await read(path, { 'if-none-match': etag });
      expect([known.status, known.text, known.headers.get('last-modified')]).toEqual([
        304,
        '',
        headers.get('last-modified'),
      ]);
    }
  });

  it('do not differ by what is scheduled, drafted or decided inside', async () => {
    const before = await Promise.all(all.map((path) => read(path)));
    const { verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/schedule`, { at: '2035-01-01T00:00:00Z', interests: none });
    await settled();
    for (const [n, path] of all.entries()) {
      const after = await read(path);
      expect([path, after.text]).toEqual([path, before[n]?.text]);
      for (const header of ['etag', 'last-modified'])
        expect(after.headers.get(header)).toBe(before[n]?.headers.get(header));
    }
  });

  it('tell of a check once it is published', async () => {
    const { claim, verdict } = await publish();
    const [item] = await items('/feed.json');
    expect(item).toMatchObject({
      id: `urn:uuid:${claim.id}`,
      title: claim.statement,
      summary: 'False. Another administration was in office.',
      content_text: verdict.rationale,
      language: 'en',
      date_published: verdict.publishedAt,
      _claimdesk: { claim: claim.id, version: 1, rating: { code: 'false', value: 1 } },
    });
    expect(item.url).toMatch(new RegExp(`^${site}${base}/claims/.*-${claim.id.slice(-8)}$`));
    const { text } = await read('/feed.atom');
    expect(text).toContain(`<entry xml:lang="en"><id>urn:uuid:${claim.id}</id><title>${claim.statement}</title>`);
    expect((await read('/sitemap.xml')).text).toContain(
      `<url><loc>${item.url}</loc><lastmod>${verdict.publishedAt}</lastmod></url>`,
    );
    expect(await items('/corrections.json')).toEqual([]);
  });

  it('tell of a correction, with the note, and of a retraction without the words that were taken back', async () => {
    const { claim, verdict } = await publish();
    const asked = await desk.reviewer.post(`/claims/${claim.id}/corrections`, { request: 'There are new files.' });
    await uma.post(`/corrections/${asked.id}/acknowledge`);
    const decision = {
      kind: 'correction',
      major: true,
      reason: 'Yes.',
      note: 'We had the wrong year.',
      interests: none,
    };
    await uma.post(`/corrections/${asked.id}/accept`, decision);
    const content = { rating: 'half_true', summary: 'Partly.', rationale: 'New files.', citations: verdict.citations };
    const draft = await desk.researcher.post(`/claims/${claim.id}/verdicts`, content);
    const submitted = await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    const ballot = { choice: 'approve', digest: submitted.digest, interests: none };
    await desk.reviewer.post(`/verdicts/${draft.id}/ballots`, ballot);
    await settled();
    expect(await items('/corrections.json')).toEqual([]);
    await desk.editor.post(`/verdicts/${draft.id}/publish`, { interests: none });
    const corrected = await eventually('the correction is told', async () => (await items('/corrections.json'))[0]);
    expect(corrected).toMatchObject({
      title: `Correction: ${claim.statement}`,
      content_text: 'We had the wrong year.',
      _claimdesk: { claim: claim.id, version: 2, change: 'correction', major: true },
    });
    expect((await read('/corrections.atom')).text).toContain('<summary>We had the wrong year.</summary>');
    const [item] = await items('/feed.json');
    expect([item.date_published < item.date_modified, item._claimdesk.version]).toEqual([true, 2]);

    const notice = { notice: 'We take this back.', rationale: 'The source was forged.' };
    const retraction = await desk.editor.post(`/claims/${claim.id}/retractions`, notice);
    const { digest } = await desk.editor.post(`/verdicts/${retraction.id}/submit`, { interests: none });
    await uma.post(`/verdicts/${retraction.id}/ballots`, { choice: 'approve', digest, interests: none });
    await uma.post(`/verdicts/${retraction.id}/publish`, { interests: none });
    const told = await eventually('the retraction is told', async () =>
      (await items('/corrections.json')).find(({ _claimdesk }) => _claimdesk.change === 'retraction'),
    );
    expect(told).toMatchObject({ title: 'Retraction', content_text: 'We take this back.' });
    expect((await read('/corrections.json')).text).not.toContain('Biden admin');
    for (const path of ['/feed.json', '/sitemap.xml'])
      expect([path, (await read(path)).text.includes(claim.id.slice(-8))]).toEqual([path, false]);
  });

  it('leave out what is suspended, and pages of record that are elsewhere in the sitemap alone', async () => {
    const { claim } = await publish();
    await desk.editor.post(`/claims/${claim.id}/publication`, { url: 'https://www.northwind.example/facts/1' });
    await eventually('it moved', async () => !(await read('/sitemap.xml')).text.includes(claim.id.slice(-8)));
    expect((await items('/feed.json'))[0].url).toBe('https://www.northwind.example/facts/1');
    await desk.editor.post(`/claims/${claim.id}/suspend`, { reason: 'A doubt.' });
    await eventually('it is gone', async () => !(await read('/feed.json')).text.includes(claim.id));
    expect((await read('/feed.json')).text).not.toContain('doubt');
  });

  it('split a sitemap that no file may hold', async () => {
    const { id } = await newsroom.admin.get('/organization');
    await newsroom.on.asOwner(
      `insert into published_claim (organization_id, claim_id, slug, state, language, version, statement, published_at, modified_at, changed_at, digest, page)
       select $1, gen_random_uuid(), 'many-' || n, 'published', 'en', 1, 'x', '2020-01-01', '2020-01-01', '2020-01-01', '', '{}'
         from generate_series(1, 50001) n`,
      [id],
    );
    const { text } = await read('/sitemap.xml');
    expect(text.match(/<loc>[^<]*<\/loc>/g)).toEqual(
      [1, 2].map((page) => `<loc>${site}${base}/sitemap.xml?page=${page}</loc>`),
    );
    const sizes = [];
    for (const page of [1, 2]) sizes.push((await read(`/sitemap.xml?page=${page}`)).text.match(/<url>/g)?.length ?? 0);
    expect(sizes[0]).toBe(50_000);
    expect(sizes[1]).toBeGreaterThan(0);
    expect((await read('/sitemap.xml?page=3')).status).toBe(404);
  });
});
