import { gzipSync } from 'node:zlib';
import { committed } from '../architecture/contract/contract.js';
import { eventually } from '../support/eventually.js';
import { type Answer, type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimBody, claimInChecking, type Desk, staffed } from '../support/story.js';

/** What nobody sends who means well: each ends in a refusal that says so, and in nothing else. */
describe('hostile input', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let claim: Body;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    claim = await claimInChecking(desk);
  });
  afterAll(() => newsroom?.close());
  afterEach(async () => {
    // Whatever came in, the desk goes on.
    expect(await desk.editor.get('/me')).toMatchObject({ member: desk.editor.member });
  });

  const source = { kind: 'document', title: 'Register', access: 'open' };
  const said = ({ status, body }: Answer): string => `${status} ${body.code}`;
  /** The body as bytes, which may be no JSON. */
  async function raw(path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await fetch(`${newsroom.address}/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.researcher.key}`, 'content-type': 'application/json', ...headers },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    const text = await answer.text();
    return { status: answer.status, body: JSON.parse(text), text, headers: Object.fromEntries(answer.headers) };
  }
  const get = async (path: string): Promise<string> => said(await desk.researcher.send('get', `/v1${path}`));

  it('properties that nobody knows, outside and inside', async () => {
    expect(await desk.researcher.refused('/sources', { ...source, organization: 'x' })).toBe('422 request.invalid');
    const claimant = { kind: 'outlet', name: 'x', admin: true };
    const answer = await desk.researcher.send('post', '/v1/claims', claimBody(desk.article.id, { claimant }));
    expect(said(answer)).toBe('422 request.invalid');
    expect(answer.body.errors).toEqual([{ field: 'claimant.admin', message: 'is not known here' }]);
    expect(await get('/claims?organization=1')).toBe('422 request.invalid');
  });

  it.each([
    ['__proto__', '{"kind":"document","title":"x","access":"open","__proto__":{"polluted":true}}'],
    ['__proto__, escaped', '{"kind":"document","title":"x","access":"open","__pro\\u0074o__":{"polluted":true}}'],
    ['constructor.prototype', '{"kind":"document","title":"x","constructor":{"prototype":{"polluted":true}}}'],
    ['constructor', '{"kind":"document","title":"x","access":"open","constructor":1}'],
    ['__proto__, deeper', '{"kind":"document","title":{"a":{"__proto__":{"polluted":true}}},"access":"open"}'],
  ])('prototype pollution by %s in a body', async (_, body) => {
    expect(said(await raw('/sources', body))).toBe('422 request.invalid');
    expect(({} as Body).polluted).toBeUndefined();
  });

  it.each([
    '__proto__[polluted]=true',
    '__proto__.polluted=true',
    'constructor[prototype][polluted]=true',
    'constructor=x',
    '__proto__=x',
    'toString=x',
  ])('prototype pollution by a query: %s', async (query) => {
    for (const path of ['/claims', '/sources', '/corrections', `/claims/${claim.id}`, '/queue/counts'])
      expect([path, await get(`${path}?${query}`)]).toEqual([path, '422 request.invalid']);
    expect(({} as Body).polluted).toBeUndefined();
  });

  it('parameters that come twice', async () => {
    for (const query of ['limit=1&limit=2', 'status=checking&status=draft', 'cursor=a&cursor=b'])
      expect([query, await get(`/claims?${query}`)]).toEqual([query, '422 request.invalid']);
    expect(await get(`/claims/${claim.id}?include=links&include=citations`)).toBe('422 request.invalid');
    expect(await get('/stages?from=2025-01-01&from=2025-01-02&to=2025-02-01')).toBe('422 request.invalid');
  });

  it('JSON that is 10,000 levels deep', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `${open.repeat(10_000)}1${close.repeat(10_000)}`;
      expect(said(await raw('/sources', deep))).toBe('422 request.invalid');
      expect(said(await raw('/sources', `{"kind":"document","access":"open","title":${deep}}`))).toBe(
        '422 request.invalid',
      );
    }
  });

  it('texts longer than a field holds, and longer than a body may be', async () => {
    expect(await desk.researcher.refused('/sources', { ...source, title: 'x'.repeat(100_000) })).toBe(
      '422 request.invalid',
    );
    expect(await desk.researcher.refused('/sources', { ...source, ['x'.repeat(100_000)]: 1 })).toBe(
      '422 request.invalid',
    );
    expect(await desk.researcher.refused('/sources', { ...source, title: 'x'.repeat(3_000_000) })).toBe(
      '413 request.body_too_large',
    );
    expect(await get(`/sources?q=${'x'.repeat(5_000)}`)).toBe('422 request.invalid');
  });

  it('lists that are longer than a list may be', async () => {
    const body = { rating: 'false', summary: 'x', rationale: 'x' };
    for (const citations of [
      Array.from({ length: 201 }, () => claim.id as string),
      Array.from({ length: 40_000 }, () => claim.id as string),
      Array.from({ length: 500_000 }, () => 1),
    ])
      expect(await desk.researcher.refused(`/claims/${claim.id}/verdicts`, { ...body, citations })).toBe(
        '422 request.invalid',
      );
  });

  it('compressed bodies, also one that would fill the memory', async () => {
    for (const body of [JSON.stringify(source), JSON.stringify({ ...source, title: 'x'.repeat(50_000_000) })]) {
      const answer = await raw('/sources', gzipSync(body), { 'content-encoding': 'gzip' });
      expect(said(answer)).toBe('415 request.unsupported_media_type');
    }
  });

  it('texts made to keep a regular expression busy', async () => {
    const patterns = [
      '1',
      'a',
      '-',
      ' ',
      '\t',
      '.',
      ':',
      '/',
      '@',
      '%',
      'T',
      '0000-',
      'a.',
      'http://',
      '1.',
      'a-',
      '"',
    ];
    for (const part of patterns) {
      const busy = `${part.repeat(Math.floor(20_000 / part.length))}!`;
      for (const { path, example } of bodies) {
        const everywhere = JSON.stringify(example, (_, value: unknown) => (typeof value === 'string' ? busy : value));
        const { status } = await raw(path, everywhere);
        expect([path, status >= 400 && status < 500]).toEqual([path, true]);
      }
    }
    for (const name of ['if-match', 'if-none-match', 'idempotency-key', 'traceparent', 'x-request-id'])
      for (const part of ['"', 'W/', '0', '-', ' ', ',']) {
        const value = `x${part.repeat(8_000 / part.length)}x`;
        const answer = await raw('/sources', JSON.stringify(source), { [name]: value });
        expect([name, answer.status < 500]).toEqual([name, true]);
      }
  }, 60_000);

  it('formulas for whoever opens the register in a spreadsheet', async () => {
    const starts = ['=', '+', '-', '@', '\t=', ' =', '＝', '＋', '－', '＠'];
    for (const start of starts) {
      const statement = `${start}HYPERLINK("http://evil.example","click")`;
      await desk.researcher.send('post', '/v1/claims', claimBody(desk.article.id, { statement }));
    }
    const { id } = await desk.editor.post('/reports', { kind: 'claims-register' });
    await eventually('the register is made', async () => (await desk.editor.get(`/reports/${id}`)).status === 'done');
    const csv = (await desk.editor.get(`/reports/${id}/content`)) as string;
    expect(csv.match(/HYPERLINK/g)?.length).toBeGreaterThan(6);
    // A cell that begins with what a spreadsheet calculates.
    expect(csv.split('\r\n').filter((line) => /(^|,)"?\s*[=+\-@＝＋－＠]/u.test(line))).toEqual([]);
  });

  it('names to sort and to filter by that are in no list', async () => {
    for (const query of [
      'sort=statement',
      'order=id;drop table claim',
      'status=nonsense',
      "kind=' or 1=1 --",
      'assignee=nobody',
      'limit=0',
      'limit=1e9',
      'limit=NaN',
    ])
      expect([query, await get(`/claims?${encodeURI(query)}`)]).toEqual([query, '422 request.invalid']);
    expect(await get('/queue/nonsense')).toBe('404 not_found');
    expect(await get('/queue/__proto__')).toBe('404 not_found');
    expect(await get('/queue/constructor')).toBe('404 not_found');
    expect(await get(`/claims/${claim.id}?include=secrets`)).toBe('422 request.invalid');
  });

  it('U+0000, in addresses and in bodies', async () => {
    expect(await get(`/claims/%00`)).toBe('404 not_found');
    expect(await get(`/claims/${claim.id}%00`)).toBe('404 not_found');
    expect(await get('/queue/mine%00')).toBe('404 not_found');
    expect(await get('/sources?q=a%00b')).toBe('422 text.invalid');
    expect(await get('/claims?%00=1')).toMatch(/^422/);
    expect(said(await raw('/sources', '{"kind":"document","access":"open","title":"a\\u0000b"}'))).toBe(
      '422 text.invalid',
    );
    expect(said(await raw('/sources', '{"kind":"document","access":"open","title":"a","b\\u0000":1}'))).toBe(
      '422 text.invalid',
    );
  });

  it('halves of characters (lone surrogates)', async () => {
    for (const half of ['\\ud800', '\\udfff', 'a\\udc00\\ud800'])
      expect(said(await raw('/sources', `{"kind":"document","access":"open","title":"${half}"}`))).toBe(
        '422 text.invalid',
      );
  });

  it.each(['%', '%zz', '%c0%af', '%ff', '%ed%a0%80', '..%2f..%2fetc%2fpasswd', '%2e%2e', 'a'.repeat(300)])(
    'an address with %s in it',
    async (part) => {
      for (const path of [`/claims/${part}`, `/queue/${part}`, `/articles/${part}/text`])
        expect([path, await get(path)]).toEqual([path, '404 not_found']);
      const { headers, body } = await desk.researcher.send('get', `/v1/claims/${part}`);
      expect(headers).toMatchObject({ 'x-request-id': body.instance, 'x-content-type-options': 'nosniff' });
    },
  );
});

const id = '0197c0de-0000-7000-8000-00000000dead';
const bodies = Object.entries(committed().paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { requestBody }]) => {
    const example = requestBody?.content['application/json']?.example as object | undefined;
    const there = path.replace('/v1', '').replace('{id}', id);
    return example && method === 'post' && path.startsWith('/v1/') ? [{ path: there, example }] : [];
  }),
);
