import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { describeWithShared, sharedFolder } from '../support/shared.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

describe('bulk imports', () => {
  let newsroom: Newsroom;
  let editor: Caller;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    editor = await newsroom.hire('Edna Editor', 'editor');
  });
  afterAll(() => newsroom?.close());

  const put = async (id: string, content: string): Promise<Response> =>
    fetch(`${newsroom.address}/v1/imports/${id}/content`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${editor.key}`, 'content-type': 'application/x-ndjson' },
      body: content,
    });
  const imported = async (kind: string, rows: unknown[], more: object = {}): Promise<Body> => {
    const wanted = await editor.post('/imports', { kind, source: 'archive', ...more });
    expect(
      (await put(wanted.id, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')))
        .status,
    ).toBe(200);
    return eventually('the import is done', async () => {
      const now = await editor.get(`/imports/${wanted.id}`);
      return (now.status === 'done' || now.status === 'failed') && now;
    });
  };
  const source = (n: number): object => ({
    externalId: `s${n}`,
    kind: 'document',
    title: `Document ${n}`,
    access: 'open',
  });
  const article = {
    externalId: 'a1',
    url: 'https://courier.example/a1',
    headline: 'Old',
    outlet: 'The Courier',
    language: 'en',
    text: 'It rained. Then it rained again.',
  };
  const claim = (n: number, more: object = {}): object => ({
    externalId: `c${n}`,
    statement: `It rained (${n}).`,
    kind: 'event',
    language: 'en',
    mode: 'stated',
    claimant: { kind: 'outlet', name: 'The Courier' },
    appearance: { article: 'a1', exact: 'it rained again' },
    ...more,
  });

  it('bring rows in once, however often they are repeated', async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => source(n));
    expect((await imported('sources', rows)).rows).toEqual({ read: 2_500, added: 2_500, known: 0, refused: 0 });
    expect((await imported('sources', [...rows, source(9_999)])).rows).toEqual({
      read: 2_501,
      added: 1,
      known: 2_500,
      refused: 0,
    });
    const [row] = await newsroom.on.asOwner<{ n: number }>('select count(*)::int as n from source');
    expect(row?.n).toBe(2_501);
  });

  it('take the first of two lines with one id, also where it is written while the second comes in', async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => ({ ...source(n), externalId: `twice-${n % 1_250}` }));
    const done = await imported('sources', rows);
    expect(done.rows).toEqual({ read: 2_500, added: 1_250, known: 1_250, refused: 0 });
    const titles = await newsroom.on.asOwner<{ title: string }>(
      `select s.title from source s join import_key k on k.subject_id = s.id where k.external_id like 'twice-%'`,
    );
    const first = new Set(Array.from({ length: 1_250 }, (_, n) => `Document ${n}`));
    expect(titles.filter(({ title }) => !first.has(title))).toEqual([]);
    expect(titles).toHaveLength(1_250);
  });

  it('say what was wrong with which line, and keep the others', async () => {
    const report = await imported('sources', [
      source(20_000),
      '{"broken',
      { externalId: 'x', kind: 'gossip', title: 'x', access: 'open' },
      '',
      source(20_001),
      '[1]',
      { ...source(20_002), owner: 'me' },
    ]);
    expect(report.rows).toEqual({ read: 6, added: 2, known: 0, refused: 4 });
    const { items } = await editor.get(`/imports/${report.id}/faults`);
    expect(items.map((one: Body) => [one.line, one.code])).toEqual([
      [2, 'request.invalid'],
      [3, 'request.invalid'],
      [6, 'request.invalid'],
      [7, 'request.invalid'],
    ]);
    expect(items[1].detail).toContain('kind: must be one of');
  });

  it('anchor claims in articles that came from the same source, or refuse the line', async () => {
    expect((await imported('articles', [article])).rows.added).toBe(1);
    const report = await imported('claims', [
      claim(1),
      claim(2, { appearance: { article: 'a1', exact: 'it snowed' } }),
      claim(3, { appearance: { article: 'nowhere', exact: 'x' } }),
      claim(4, { appearance: { medium: 'radio' } }),
      claim(1),
    ]);
    expect(report.rows).toEqual({ read: 5, added: 2, known: 1, refused: 2 });
    const { items } = await editor.get(`/imports/${report.id}/faults`);
    expect(items.map((one: Body) => one.code)).toEqual(['quote.not_found', 'not_found']);
    const claims = (await editor.get('/claims')).items;
    expect(claims.length).toBe(2);
    const whole = await editor.get(`/claims/${claims[1].id}?include=utterances`);
    expect(whole.utterances[0]).toMatchObject({ start: 16, end: 31 });
    // One claimant for all, and one event a claim.
    const events = await newsroom.on.asOwner<{ type: string; n: number }>(
      `select convert_from(bytes, 'UTF8')::json ->> 'type' as type, count(*)::int as n from event group by 1`,
    );
    expect(Object.fromEntries(events.map((one) => [one.type, one.n]))).toMatchObject({
      'claim.submitted': 2,
      'claimant.registered': 1,
      'article.ingested': 1,
    });
  });

  it('only try when asked to: nothing is written', async () => {
    const report = await imported('claims', [claim(1), claim(77), claim(78, { kind: 'gossip' })], { dryRun: true });
    expect(report.rows).toEqual({ read: 3, added: 1, known: 1, refused: 1 });
    expect((await editor.get('/claims')).items.length).toBe(2);
  });

  it('take their content once, and only from those who may', async () => {
    const wanted = await editor.post('/imports', { kind: 'sources', source: 'archive' });
    expect((await put(wanted.id, JSON.stringify(source(1)))).status).toBe(200);
    expect((await put(wanted.id, 'x')).status).toBe(409);
    const reviewer = await newsroom.hire('Ravi', 'reviewer');
    expect(await reviewer.refused('/imports', { kind: 'sources', source: 'x' })).toBe('403 access.denied');
  });
});

describeWithShared('data/claim-retrieval/claims.jsonl', "a real archive of other publishers' reviews", () => {
  it('comes in as external reviews, repaired and with its bytes kept', async () => {
    const newsroom = await openNewsroom();
    try {
      const editor = await newsroom.hire('Edna', 'editor');
      const reviews = readFileSync(join(sharedFolder, 'data', 'claim-retrieval', 'claims.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .slice(0, 3_000)
        .map((line, n) => {
          const { vclaim, author, date } = JSON.parse(line) as Record<string, string>;
          return JSON.stringify({
            '@type': 'ClaimReview',
            url: `https://archive.example/${n}`,
            claimReviewed: vclaim,
            author: { name: author || 'Snopes' },
            datePublished: date,
          });
        });
      const wanted = await editor.post('/imports', { kind: 'external-reviews', source: 'snopes' });
      await fetch(`${newsroom.address}/v1/imports/${wanted.id}/content`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${editor.key}`, 'content-type': 'application/x-ndjson' },
        body: reviews.join('\n'),
      });
      const done = await eventually(
        'the import is done',
        async () => {
          const now = await editor.get(`/imports/${wanted.id}`);
          return now.status === 'done' && now;
        },
        20_000,
      );
      expect(done.rows).toEqual({ read: 3_000, added: 3_000, known: 0, refused: 0 });
      const [row] = await newsroom.on.asOwner<{ raw: string }>(
        `select raw from external_review where url = 'https://archive.example/0'`,
      );
      expect(row?.raw).toBe(reviews[0]);
    } finally {
      await newsroom.close();
    }
  });
});
