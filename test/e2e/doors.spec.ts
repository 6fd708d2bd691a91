import { newId } from '#libs/kernel';
import { RuntimeSettings } from '#libs/runtime';
import { type Body, type Caller, type Newsroom, openNewsroom, unknownKey } from '../support/newsroom.js';
import { claimBody, claimInChecking, type Desk, staffed } from '../support/story.js';

describe('the doors', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
    desk = await staffed(newsroom);
  });
  afterAll(() => newsroom?.close());

  it('say without a key, or with a wrong one, what is missing', async () => {
    const answers = await Promise.all([
      newsroom.nobody.send('get', '/v1/claims'),
      newsroom.caller('cd_nonsense').send('get', '/v1/claims'),
      newsroom.caller(unknownKey()).send('get', '/v1/claims'),
    ]);
    expect(answers.map((answer) => `${answer.status} ${answer.body.code}`)).toEqual([
      '401 key.missing',
      '401 key.invalid',
      '401 key.invalid',
    ]);
    expect(answers[0]?.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answers[0]?.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  it("answer another organization's id exactly like one that does not exist", async () => {
    const rival = await newsroom.rival();
    const claim = await claimInChecking(desk);
    const unknown = newId();
    for (const path of [
      '/claims/',
      '/articles/',
      '/sources/',
      '/verdicts/',
      '/members/',
      '/reports/',
      '/webhook-endpoints/',
      '/claimants/',
    ]) {
      const ids = { '/claims/': claim.id, '/articles/': desk.article.id, '/members/': desk.editor.member } as Record<
        string,
        string
      >;
      const [foreign, missing] = await Promise.all([
        rival.send('get', `/v1${path}${ids[path] ?? claim.id}`),
        rival.send('get', `/v1${path}${unknown}`),
      ]);
      const told = (answer: Body, id: string) => [
        answer.status,
        answer.body.code,
        String(answer.body.detail).replace(id, '…'),
      ];
      expect(told(foreign, ids[path] ?? claim.id)).toEqual(told(missing, unknown));
      expect(foreign.status).toBe(404);
    }
    expect((await rival.get('/articles')).items).toEqual([]);
  });

  it('let a member in by an invitation once, and nobody else', async () => {
    const { invitation } = await newsroom.admin.post('/members', { name: 'Una Once', roles: ['auditor'] });
    const both = await Promise.all(
      [1, 2].map(() => newsroom.nobody.send('post', '/v1/invitations/redeem', { invitation })),
    );
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 422]);
    expect(await newsroom.nobody.refused('/invitations/redeem', { invitation })).toBe('422 invitation.invalid');
  });

  it('let a machine submit and cite, and never judge', async () => {
    const { key } = await newsroom.admin.post('/api-keys', { name: 'CMS' });
    const machine = newsroom.caller(key);
    const claim = await machine.post('/claims', claimBody(desk.article.id));
    expect(claim.submittedBy.member).toBeNull();
    expect(await machine.refused(`/claims/${claim.id}/accept`, { reason: 'reach' })).toBe('403 access.person_needed');
    expect(await machine.refused(`/verdicts/${newId()}/ballots`, { choice: 'approve', digest: '0'.repeat(64) })).toBe(
      '403 access.person_needed',
    );
  });

  it('repeat the first answer to the same Idempotency-Key, and refuse it for another body', async () => {
    const headers = { 'idempotency-key': newId() };
    const body = claimBody(desk.article.id);
    const [first, second] = [
      await desk.researcher.post('/claims', body, headers),
      await desk.researcher.post('/claims', body, headers),
    ];
    expect(second).toEqual(first);
    expect(await desk.researcher.refused('/claims', claimBody(desk.article.id, { priority: 1 }), headers)).toBe(
      '422 idempotency.mismatch',
    );
    expect(await desk.editor.refused('/claims', body, headers)).toBe('422 idempotency.mismatch');
    // A secret that is shown once is repeated to its owner only.
    const secret = { 'idempotency-key': newId() };
    const key = await newsroom.admin.post('/api-keys', { name: 'Twice' }, secret);
    expect((await newsroom.admin.post('/api-keys', { name: 'Twice' }, secret)).key).toBe(key.key);
  });

  it('repeat the first answer also where no API key is presented', async () => {
    const again = async (caller: Caller, path: string, body: object, other: object): Promise<Body> => {
      const headers = { 'idempotency-key': newId() };
      const answers = [
        await caller.send('post', path, body, headers),
        await caller.send('post', path, body, headers),
        await caller.send('post', path, other, headers),
      ];
      expect(answers.map((answer) => answer.status)).toEqual([201, 201, 422]);
      expect(answers[1]?.body).toEqual(answers[0]?.body);
      expect(answers[2]?.body.code).toBe('idempotency.mismatch');
      return answers[0]?.body;
    };
    const operator = newsroom.caller(newsroom.app.get(RuntimeSettings).config.operatorKey ?? '');
    const wanted = { name: 'Another', slug: `n-${newId()}`, admin: { name: 'Olga Other' } };
    const made = await again(operator, '/v1/organizations', wanted, { ...wanted, name: 'A third' });
    // The same key and body by mistake without the header: another request, and refused as such.
    expect(await operator.refused('/organizations', wanted)).toBe('409 organization.exists');
    const invite = async (name: string): Promise<object> => {
      const { invitation } = await newsroom.admin.post('/members', { name, roles: ['auditor'] });
      return { invitation };
    };
    const [ines, ivan] = [await invite('Ines Invited'), await invite('Ivan Invited')];
    const { key } = await again(newsroom.nobody, '/v1/invitations/redeem', ines, ivan);
    expect((await newsroom.caller(key).get('/me')).roles).toEqual(['auditor']);
    const sent = { about: 'x', request: 'The day in it is wrong.' };
    const path = `/p/${made.organization.slug}/corrections`;
    await again(newsroom.nobody, path, sent, { ...sent, about: 'y' });
    const waiting = await newsroom.on.asOwner('select 1 from correction_inbox where organization_id = $1', [
      made.organization.id,
    ]);
    expect(waiting.length).toBe(1);
    expect((await newsroom.nobody.send('post', path, sent, { 'idempotency-key': 'not a key' })).body.code).toBe(
      'request.invalid',
    );
  });

  it('run a request once however many arrive at the same time with one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': newId() };
    const statement = `Only once ${newId()}`;
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        desk.researcher.send('post', '/v1/claims', claimBody(desk.article.id, { statement }), headers),
      ),
    );
    const codes = answers.map((answer) => (answer.status === 201 ? answer.body.id : answer.body.code));
    const ids = new Set(codes.filter((code) => code !== 'idempotency.in_progress'));
    expect(ids.size).toBe(1);
    const rows = await newsroom.on.asOwner('select 1 from claim where statement = $1', [statement]);
    expect(rows.length).toBe(1);
  });

  it('demand If-Match to change, refuse a stale one, and honour it on actions', async () => {
    const claim = await claimInChecking(desk);
    const path = `/v1/claims/${claim.id}`;
    expect((await desk.researcher.send('patch', path, { priority: 3 })).body.code).toBe('request.if_match_required');
    expect((await desk.researcher.send('patch', path, { priority: 3 }, { 'if-match': '"1"' })).status).toBe(412);
    const read = await desk.researcher.send('get', path);
    const changed = await desk.researcher.send(
      'patch',
      path,
      { priority: 3, missing: 'A date' },
      { 'if-match': read.headers.etag as string },
    );
    expect([changed.status, changed.body.priority, changed.headers.etag]).toEqual([200, 3, `"${claim.version + 1}"`]);
    const assign = (etag: string) =>
      desk.editor.send('post', `${path}/assign`, { member: desk.researcher.member }, { 'if-match': etag });
    expect((await assign(read.headers.etag as string)).body.code).toBe('request.stale');
    expect((await assign(changed.headers.etag as string)).status).toBe(200);
  });

  it('answer 304 to whoever has the current version', async () => {
    const claim = await claimInChecking(desk);
    const known = { 'if-none-match': `"${claim.version}"` };
    expect((await desk.researcher.send('get', `/v1/claims/${claim.id}`, undefined, known)).status).toBe(304);
    expect(
      (await desk.researcher.send('get', `/v1/claims/${claim.id}?include=citations`, undefined, known)).status,
    ).toBe(200);
  });

  it('page through a list while it grows, every earlier claim exactly once', async () => {
    const before = await Promise.all(
      Array.from({ length: 25 }, () => desk.researcher.post('/claims', claimBody(desk.article.id, { kind: 'causal' }))),
    );
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await desk.researcher.get(`/claims?kind=causal&limit=7${cursor}`);
      seen.push(...page.items.map((item: Body) => item.id));
      await desk.researcher.post('/claims', claimBody(desk.article.id, { kind: 'causal' }));
      cursor = page.next ? `&cursor=${page.next}` : '';
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(before.every((claim) => seen.includes(claim.id))).toBe(true);
    const { next } = await desk.researcher.get('/claims?kind=causal&limit=2');
    expect((await desk.researcher.send('get', `/v1/claims?limit=2&cursor=${next}`)).body.code).toBe(
      'request.bad_cursor',
    );
  });

  it.each([
    ['an unknown field', { statement: 'x', owner: 'me' }],
    ['a wrong kind', { kind: 'gossip' }],
    ['a NUL character', { statement: 'a\u0000b' }],
    ['a lone surrogate', { statement: 'a\ud800b' }],
    ['a null where text is needed', { statement: null }],
    ['a claimant without a name', { claimant: { kind: 'person' } }],
    ['an implied claim without a reason', { mode: 'implied' }],
    ['a quantity that does not fit', { quantity: { comparator: 'between', low: '9', high: '3', unit: 'people' } }],
  ])('refuse %s by its name', async (_, wrong) => {
    const answer = await desk.researcher.send('post', '/v1/claims', claimBody(desk.article.id, wrong));
    expect(answer.status).toBe(422);
    expect(answer.body.errors.length).toBeGreaterThan(0);
  });

  it.each([
    ['broken JSON', '{"a":', 422, 'request.invalid'],
    ['a prototype', '{"__proto__":{"admin":true}}', 422, 'request.invalid'],
    ['a list', '[1]', 422, 'request.invalid'],
    ['far too much', `{"statement":"${'x'.repeat(3_000_000)}"}`, 413, 'request.body_too_large'],
    [
      'a thousand unknown fields',
      JSON.stringify(Object.fromEntries(Array.from({ length: 6_000 }, (_, n) => [`f${n}`, 1]))),
      422,
      'request.invalid',
    ],
    ['a tower of marks', `{"statement":"a${'\u0301'.repeat(60_000)}"}`, 422, 'text.invalid'],
    ['depth', `{"statement":${'['.repeat(50)}${']'.repeat(50)}}`, 422, 'request.invalid'],
  ])('refuse %s as a problem document', async (_, body, status, code) => {
    const response = await fetch(`${newsroom.address}/v1/claims`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.researcher.key}`, 'content-type': 'application/json' },
      body,
    });
    const problem = (await response.json()) as Body;
    expect([response.status, problem.code]).toEqual([status, code]);
    expect(JSON.stringify(problem)).not.toMatch(/node_modules|at Object/);
  });

  it('say where the documents are, and whether requests are welcome', async () => {
    for (const path of ['/livez', '/readyz', '/openapi.json', '/docs']) {
      expect([path, (await newsroom.nobody.send('get', path)).status]).toEqual([path, 200]);
    }
    expect((await newsroom.nobody.send('get', '/v1/nothing')).body.code).toBe('not_found');
    expect((await newsroom.nobody.send('get', '/p/a%00b/corrections/x')).status).toBeLessThan(500);
  });
});
