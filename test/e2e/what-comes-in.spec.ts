import { committed } from '../architecture/contract/contract.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimBody, claimInChecking, type Desk, none, staffed, verdictInReview } from '../support/story.js';

const id = '0197c0de-0000-7000-8000-00000000dead';
const bodies = Object.entries(committed().paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { requestBody }]) => {
    const example = requestBody?.content['application/json']?.example;
    // The operator's own route takes another key.
    return example && !path.endsWith('/organizations') ? [{ path, method, example: example as Body }] : [];
  }),
);

/** Every text in a body: where it stands, and the body with something else in its place. */
function texts(value: Body, path: string[] = []): { field: string; was: string; with: (text: string) => Body }[] {
  if (typeof value === 'string') return [{ field: path.join('.'), was: value, with: (text) => text }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inside]) =>
    texts(inside, [...path, name]).map((found) => ({
      ...found,
      with: (text: string): Body =>
        Array.isArray(value)
          ? value.map((item, place) => (String(place) === name ? found.with(text) : item))
          : { ...value, [name]: found.with(text) },
    })),
  );
}

describe('what comes in', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let anybody: Caller;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
    desk = await staffed(newsroom);
    anybody = await newsroom.hire('Ann Anybody', 'researcher', 'reviewer', 'editor', 'admin');
  });
  afterAll(() => newsroom?.close());

  const send = async (method: string, path: string, body: Body): Promise<string> => {
    const there = path.replace('{slug}', 'nobody').replace(/\{\w+\}/g, id);
    const answer = await anybody.send(method as 'post', there, body, { 'if-match': '"1"' });
    return `${answer.status} ${answer.body.code}`;
  };

  it('bodies are known', () => {
    expect(bodies.length).toBeGreaterThan(30);
  });

  it.each(bodies.map((one) => [`${one.method} ${one.path}`, one] as const))(
    'a text of blanks alone is refused in every field of %s',
    async (_, { method, path, example }) => {
      for (const { field, with: body } of texts(example)) {
        const said = await send(method, path, body(' \t\u200b\u2060\u3164'));
        expect([field, said]).toEqual([field, '422 request.invalid']);
      }
    },
  );

  const addresses = bodies.flatMap(({ method, path, example }) =>
    texts(example)
      .filter(({ was }) => /^https?:/.test(was))
      .map(({ field, with: body }) => [method, path, field, body] as const),
  );
  it.each(addresses)('%s %s takes no address in "%s" that a reader must not open', async (method, path, _, body) => {
    for (const address of [
      'javascript:alert(1)',
      'https://reader:secret@a.example/',
      'https://[::1/',
      'https://a.example/ b',
      `https://a.example/${'x'.repeat(2_000)}`,
    ]) {
      expect([address, await send(method, path, body(address))]).toEqual([address, '422 request.invalid']);
    }
  });

  it('what stands beside a quote may be a blank, and a text keeps the blanks around its words', async () => {
    const appearance = { article: desk.article.id, exact: 'Nearly 900 people are', prefix: '\n' };
    const claim = await desk.researcher.post('/claims', claimBody('', { appearance, statement: '  As it came. ' }));
    expect([claim.statement, claim.utterances[0].start]).toEqual(['  As it came. ', 114]);
    const blank = claimBody('', { appearance: { article: desk.article.id, exact: ' ' } });
    expect(await desk.researcher.refused('/claims', blank)).toBe('422 request.invalid');
  });

  it('a figure is a decimal number, with a unit', async () => {
    const claim = await claimInChecking(desk);
    const source = await desk.researcher.post('/sources', { kind: 'dataset', title: 'Register', access: 'open' });
    const cite = (figure: object) =>
      desk.researcher.send('post', `/v1/claims/${claim.id}/citations`, {
        source: source.id,
        stance: 'refutes',
        mode: 'consulted',
        primary: true,
        consultedOn: '2025-05-09',
        figure: { value: '894', unit: 'people', ...figure },
      });
    for (const [field, figure] of [
      ['value', { value: 'about 900' }],
      ['value', { value: '1e3' }],
      ['value', { value: '1,000' }],
      ['value', { value: '9'.repeat(41) }],
      ['unit', { unit: '\u00a0' }],
      ['asOf', { asOf: '2025-13' }],
      ['vintage', { vintage: 'old' }],
    ] as const) {
      const { status, body } = await cite(figure);
      expect([status, body.errors?.map((error: Body) => error.field)]).toEqual([422, [`figure.${field}`]]);
    }
    const { id: citation } = (await cite({ value: '-1.50' })).body;
    const worse = { figure: { value: 'many', unit: 'people' } };
    const changed = await desk.researcher.send('patch', `/v1/citations/${citation}`, worse, { 'if-match': '"1"' });
    expect(changed.body.errors).toEqual([{ field: 'figure.value', message: expect.stringMatching(/decimal/) }]);
  });

  it('nobody has said, seen or asked anything on a day that is still to come', async () => {
    const claim = await claimInChecking(desk);
    const source = await desk.researcher.post('/sources', { kind: 'document', title: 'Report', access: 'open' });
    const seen = { source: source.id, stance: 'refutes', mode: 'consulted', primary: true };
    const asked = { contacted: true, contact: 'Press office', channel: 'email' };
    const verdict = { rating: 'false', summary: 'No.', rationale: 'It was not so.', citations: [] };
    for (const [path, field, body] of [
      ['/claims', 'saidOn', claimBody(desk.article.id, { saidOn: '2999-01-01' })],
      [`/claims/${claim.id}/citations`, 'consultedOn', { ...seen, consultedOn: '2999' }],
      [`/claims/${claim.id}/enquiries`, 'askedOn', { ...asked, askedOn: '2999-01' }],
      [`/claims/${claim.id}/verdicts`, 'judgedAsOf', { ...verdict, judgedAsOf: '2999-01-01T00:00Z' }],
      [`/claims/${claim.id}/verdicts`, 'evidenceCutOff', { ...verdict, evidenceCutOff: '2999-01-01' }],
    ] as const) {
      const { status, body: no } = await desk.researcher.send('post', `/v1${path}`, body);
      expect([path, status, no.errors]).toEqual([
        path,
        422,
        [{ field, message: expect.stringMatching(/has not come yet/) }],
      ]);
    }
  });

  it('a rejection may name another rating of the scale, and nothing else', async () => {
    const { verdict } = await verdictInReview(desk);
    const path = `/verdicts/${verdict.id}/ballots`;
    const ballot = { choice: 'reject', comment: 'Too hard.', digest: verdict.digest, interests: none };
    const unknown = await desk.reviewer.send('post', `/v1${path}`, { ...ballot, suggestedRating: 'falsy' });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'verdict.unknown_rating']);
    expect(unknown.body.facts.ratings).toContain('mostly_false');
    for (const choice of ['approve', 'recuse']) {
      const more = { choice, reason: 'x', suggestedRating: 'mostly_false' };
      expect(await desk.reviewer.refused(path, { ...ballot, ...more })).toBe('422 request.invalid');
    }
    const cast = await desk.reviewer.post(path, { ...ballot, suggestedRating: 'mostly_false' });
    expect(cast.suggestedRating).toBe('mostly_false');
  });
});
