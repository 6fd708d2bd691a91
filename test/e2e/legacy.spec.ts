import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimInChecking, type Desk, none, staffed } from '../support/story.js';

describe("a newsroom's own archive", () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let uma: Caller;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    uma = await newsroom.hire('Uma Uninvolved', 'reviewer', 'editor');
  });
  afterAll(() => newsroom?.close());

  const put = (id: string, content: string, who = desk.editor): Promise<Response> =>
    fetch(`${newsroom.address}/v1/imports/${id}/content`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${who.key}`, 'content-type': 'application/x-ndjson' },
      body: content,
    });
  const line = (row: unknown): string => (typeof row === 'string' ? row : JSON.stringify(row));
  const brought = async (rows: readonly unknown[], more: object = {}): Promise<Body> => {
    const wanted = await desk.editor.post('/imports', { kind: 'legacy', source: 'ours', ...more });
    expect((await put(wanted.id, rows.map(line).join('\n'))).status).toBe(200);
    return eventually('the import is done', async () => {
      const now = await desk.editor.get(`/imports/${wanted.id}`);
      return (now.status === 'done' || now.status === 'failed') && now;
    });
  };
  const faults = async ({ id }: Body): Promise<string[]> =>
    (await desk.editor.get(`/imports/${id}/faults`)).items.map((one: Body) => `${one.line} ${one.code}`);
  const check = (n: number, more: object = {}): object => ({
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: `https://newsroom.example/checks/${n}`,
    claimReviewed: `It rained on day ${n}.`,
    datePublished: '2019-05-03',
    inLanguage: 'en',
    itemReviewed: { '@type': 'Claim', author: { '@type': 'Person', name: 'Rey Rain' }, datePublished: '2019-05' },
    reviewRating: { '@type': 'Rating', ratingValue: '1', worstRating: 1, bestRating: 5, alternateName: 'False' },
    ...more,
  });
  const claimsOf = async (): Promise<Body[]> => (await desk.editor.get('/claims?kind=unclassified&limit=200')).items;

  it('is tried first: unknown ratings are counted, mapped, and nothing is written', async () => {
    const rated = (n: number, alternateName: string): object =>
      check(n, { reviewRating: { alternateName, ratingValue: 1, worstRating: 1, bestRating: 5 } });
    const rows = [rated(1, 'Made up'), rated(2, 'made up!'), rated(3, 'Huh'), rated(4, 'Mostly true'), check(5)];
    const tried = await brought(rows, { dryRun: true });
    expect(tried.rows).toEqual({ read: 5, added: 2, known: 0, refused: 3 });
    expect(await faults(tried)).toEqual([1, 2, 3].map((n) => `${n} verdict.unknown_rating`));
    expect((await desk.editor.get(`/imports/${tried.id}/ratings`)).items).toEqual([
      { label: 'Huh', code: null, count: 1 },
      { label: 'Made up', code: null, count: 1 },
      { label: 'made up!', code: null, count: 1 },
      { label: 'False', code: 'false', count: 1 },
      { label: 'Mostly true', code: 'mostly_true', count: 1 },
    ]);
    expect(await claimsOf()).toEqual([]);
    const ratings = [
      { label: 'Made Up', code: 'false' },
      { label: 'Huh', code: 'unproven' },
    ];
    const again = await brought(rows, { legacy: { ratings }, dryRun: true });
    expect(again.rows).toEqual({ read: 5, added: 5, known: 0, refused: 0 });
    expect(
      await desk.editor.refused('/imports', {
        kind: 'legacy',
        source: 'ours',
        legacy: { ratings: [{ label: 'Huh', code: 'bogus' }] },
      }),
    ).toBe('422 verdict.unknown_rating');
  });

  it('comes in once: claims that are published, with verdicts marked as decided before Claimdesk, the bytes kept', async () => {
    const rows = [
      check(11),
      check(12, { claimReviewed: 'Another sentence.', url: 'https://newsroom.example/checks/11' }),
    ];
    expect((await brought(rows)).rows).toEqual({ read: 2, added: 2, known: 0, refused: 0 });
    expect((await brought(rows)).rows).toEqual({ read: 2, added: 0, known: 2, refused: 0 });
    const [, first] = await claimsOf();
    expect(first).toMatchObject({
      statement: 'It rained on day 11.',
      status: 'published',
      language: 'en',
      assignee: null,
    });
    const verdict = await desk.editor.get(`/verdicts/${first.publishedVerdict}`);
    expect(verdict).toMatchObject({
      status: 'published',
      number: 1,
      rating: 'false',
      digest: null,
      quorum: null,
      policy: null,
      authors: [],
      publisher: null,
      publishedAt: '2019-05-03T00:00:00.000Z',
      legacy: {
        label: 'decided before Claimdesk, no ballots',
        url: 'https://newsroom.example/checks/11',
        publisher: 'Newsroom',
        reviewedOn: '2019-05-03',
        rating: { label: 'False', value: '1', worst: '1', best: '5' },
        repairs: ['reviewRating.ratingValue: was text'],
      },
    });
    const [kept] = await newsroom.on.asOwner<{ raw: string; sha: string }>(
      `select raw, encode(sha256(convert_to(raw, 'UTF8')), 'hex') as sha from legacy_record where verdict_id = $1`,
      [verdict.id],
    );
    expect(kept).toEqual({ raw: line(rows[0]), sha: verdict.legacy.rawSha256 });
    const whole = await desk.editor.get(`/claims/${first.id}?include=utterances`);
    expect(whole.utterances[0]).toMatchObject({ saidOn: '2019-05', mode: 'stated', unanchored: { medium: 'unknown' } });
    const events = await newsroom.on.asOwner<{ type: string; n: number }>(
      `select convert_from(bytes, 'UTF8')::json ->> 'type' as type, count(*)::int as n from event
        where convert_from(bytes, 'UTF8')::json -> 'facts' ->> 'imported' = 'true' group by 1 order by 1`,
    );
    expect(events).toEqual([
      { type: 'claimant.registered', n: 1 },
      { type: 'verdict.imported', n: 2 },
    ]);
  });

  it('says of each line what is wrong with it, and takes the others', async () => {
    const own = await newsroom.admin.get('/organization');
    const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
    const report = await brought([
      '{"broken',
      check(21, { claimReviewed: null }),
      check(22, { author: { name: 'Another Desk', url: 'https://another.example' } }),
      check(23, { datePublished: tomorrow }),
      check(24, { datePublished: null }),
      check(25, { reviewRating: null }),
      { '@type': 'DataFeedItem', item: [check(26), check(27)] },
      check(28, { claimReviewed: 'a\u0000b' }),
      check(29, { url: undefined }),
      check(30, { claimReviewed: 'x'.repeat(3_000) }),
      { '@type': 'DataFeedItem', url: 'https://newsroom.example/checks/31', item: [check(31, { author: own.name })] },
      check(32, { author: [{ name: own.name }, { name: 'x' }], claimReviewed: '<p>It &amp; rained.</p>' }),
      check(33, { reviewRating: { ratingValue: 5, worstRating: 5, bestRating: 1 } }),
    ]);
    expect(await faults(report)).toEqual([
      '1 request.invalid',
      '2 request.invalid',
      '3 import.not_ours',
      '4 import.not_before',
      '5 request.invalid',
      '6 verdict.unknown_rating',
      '7 request.invalid',
      '8 text.invalid',
      '9 request.invalid',
      '10 request.invalid',
    ]);
    expect(report.rows).toEqual({ read: 13, added: 3, known: 0, refused: 10 });
    const claims = await claimsOf();
    expect(claims.map((one) => one.statement)).toContain('It & rained.');
    // The name that was another desk's is ours once an editor says so.
    const named = await brought([check(22, { author: { name: 'Another Desk', url: 'https://another.example' } })], {
      legacy: { authors: ['another.example'] },
    });
    expect(named.rows.added).toBe(1);
  });

  it('is brought in by an editor in person, who alone sends what they announced', async () => {
    const { key } = await newsroom.admin.post('/api-keys', { name: 'CMS' });
    const machine = newsroom.caller(key);
    const wanted = { kind: 'legacy', source: 'ours' };
    expect(await machine.refused('/imports', wanted)).toBe('403 access.person_needed');
    expect(await desk.researcher.refused('/imports', wanted)).toBe('403 access.denied');
    expect(await desk.editor.refused('/imports', { ...wanted, kind: 'claims', legacy: { language: 'en' } })).toBe(
      '422 request.invalid',
    );
    const { id } = await desk.editor.post('/imports', wanted);
    expect((await put(id, line(check(41)), machine)).status).toBe(403);
    expect((await put(id, line(check(41)), uma)).status).toBe(403);
    expect((await put(id, '')).status).toBe(200);
  });

  it('is offered as precedents, and said to be without ballots', async () => {
    await brought([check(51, { claimReviewed: 'The operation was carried out under the Biden administration.' })]);
    const claim = await claimInChecking(desk);
    const { items } = await desk.editor.get(`/claims/${claim.id}/precedents`);
    const [old] = items.filter((one: Body) => one.legacy);
    expect(old).toMatchObject({ rating: 'false', legacy: true, publishedAt: '2019-05-03T00:00:00.000Z' });
    const cited = { precedents: [{ id: old.verdict, departsBecause: 'New files.' }] };
    const rated = { rating: 'true', summary: 's', rationale: 'r', citations: [], ...cited };
    expect((await desk.researcher.post(`/claims/${claim.id}/verdicts`, rated)).precedents[0].id).toBe(old.verdict);
  });

  it('is corrected and retracted like anything published, by ballots from then on', async () => {
    await brought([check(61), check(62)]);
    const claims = await claimsOf();
    const named = (n: number): Body => claims.find((one) => one.statement === `It rained on day ${n}.`);
    const [claim, other] = [named(61), named(62)];
    // No ballot is cast on it, whatever digest is named.
    const ballot = { choice: 'approve', digest: '0'.repeat(64), interests: none };
    expect(await uma.refused(`/verdicts/${claim.publishedVerdict}/ballots`, ballot)).toBe('409 verdict.wrong_state');
    const asked = await desk.reviewer.post(`/claims/${claim.id}/corrections`, { request: 'It snowed.' });
    await uma.post(`/corrections/${asked.id}/acknowledge`);
    const decision = { kind: 'correction', major: true, reason: 'So.', note: 'It snowed.', interests: none };
    await uma.post(`/corrections/${asked.id}/accept`, decision);
    // Nobody was ever assigned to it; somebody is now, and it stays published.
    expect(await desk.editor.post(`/claims/${claim.id}/assign`, { member: desk.researcher.member })).toMatchObject({
      status: 'published',
      assignee: desk.researcher.member,
    });
    await desk.researcher.post(`/claims/${claim.id}/enquiries`, { contacted: false, reason: 'Long ago.' });
    const { id: source } = await desk.researcher.post('/sources', { kind: 'document', title: 'x', access: 'open' });
    const cited = { source, stance: 'refutes', mode: 'linked', primary: true };
    const { id: citation } = await desk.researcher.post(`/claims/${claim.id}/citations`, cited);
    const rated = { rating: 'mostly_true', summary: 'It snowed.', rationale: 'So it is.', citations: [citation] };
    const draft = await desk.researcher.post(`/claims/${claim.id}/verdicts`, rated);
    const submitted = await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    await desk.reviewer.post(`/verdicts/${draft.id}/ballots`, { ...ballot, digest: submitted.digest });
    await desk.editor.post(`/verdicts/${draft.id}/publish`, { interests: none });
    expect(await desk.editor.get(`/verdicts/${claim.publishedVerdict}`)).toMatchObject({
      status: 'superseded',
      legacy: { reviewedOn: '2019-05-03' },
    });
    const notice = { notice: 'We take this back.', rationale: 'There was no day 62.' };
    const retraction = await desk.editor.post(`/claims/${other.id}/retractions`, notice);
    const frozen = await desk.editor.post(`/verdicts/${retraction.id}/submit`, { interests: none });
    await uma.post(`/verdicts/${retraction.id}/ballots`, { ...ballot, digest: frozen.digest });
    await desk.editor.post(`/verdicts/${retraction.id}/publish`, { interests: none });
    expect(await desk.editor.get(`/claims/${other.id}`)).toMatchObject({ status: 'retracted' });
  });

  it('is the only thing that is published without a quorum, and the database itself keeps it apart', async () => {
    const without = await newsroom.on.asOwner(
      `select v.id from verdict v where v.published_at is not null and v.legacy is null
          and (select count(*) from ballot b where b.verdict_id = v.id and b.digest = v.digest and b.choice = 'approve'
                 and b.voided_at is null) < (v.quorum ->> 'approvals')::int`,
    );
    expect(without).toEqual([]);
    const legacy = `select id from verdict where legacy is not null limit 1`;
    const open = `update verdict set status = 'approved' where id = (${legacy})`;
    await expect(newsroom.on.asOwner(open)).rejects.toThrow('verdict_legacy_apart');
    const unmarked = `update verdict set legacy = null where id = (${legacy})`;
    await expect(newsroom.on.asOwner(unmarked)).rejects.toThrow('verdict_frozen');
    await expect(newsroom.on.asOwner(`update legacy_record set raw = 'x'`)).rejects.toThrow();
  });
});
