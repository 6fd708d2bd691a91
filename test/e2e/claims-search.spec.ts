import { eventually } from '../support/eventually.js';
import { type Answer, type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { approvedVerdict, claimBody, type Desk, draftOn, none, staffed } from '../support/story.js';

/** By fetch, as any client sends it. `test/foreign/factchecktools` asks the same with Google's own client. */
describe("claims:search, as Google's Fact Check Tools API answers", () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let slug: string;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    const house = await newsroom.admin.get('/organization');
    slug = house.slug;
    const settings = { siteName: 'Northwind Facts', baseUrl: 'https://www.facts.northwind.example' };
    await newsroom.admin.patch('/organization', house.version, settings);
    await publish('Nearly 900 political prisoners are detained.', 'en', '2025-05-06');
    await publish('The president signed the budget on Monday.', 'en-US', '2025-05');
    await publish('Los presos políticos fueron liberados el lunes.', 'es', '2025-05-06T22:31-04:00');
    await eventually(
      'all three are found',
      async () => (await search({ query: 'prisoners OR budget OR lunes' })).body.claims?.length === 3,
    );
  });
  afterAll(() => newsroom?.close());

  const search = (query: Record<string, string>, base = ''): Promise<Answer> =>
    newsroom.nobody.send('get', `${base}/v1alpha1/claims:search?${new URLSearchParams(query).toString()}`);
  const texts = async (query: Record<string, string>): Promise<string[]> => {
    const { status, body, text } = await search(query);
    if (status !== 200) throw new Error(text);
    return (body.claims ?? []).map((claim: Body) => claim.text);
  };

  async function publish(statement: string, language: string, saidOn: string): Promise<Body> {
    const claim = await desk.researcher.post(
      '/claims',
      claimBody(desk.article.id, {
        statement,
        language,
        saidOn,
        mode: 'paraphrase',
        claimant: { kind: 'person', name: 'Grace Speaker' },
      }),
    );
    await desk.editor.post(`/claims/${claim.id}/accept`, { reason: 'reach' });
    await desk.editor.post(`/claims/${claim.id}/assign`, { member: desk.researcher.member });
    const draft = await draftOn(desk, claim.id);
    const { digest } = await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    await desk.reviewer.post(`/verdicts/${draft.id}/ballots`, { choice: 'approve', digest, interests: none });
    await desk.editor.post(`/verdicts/${draft.id}/publish`, { interests: none });
    return claim;
  }

  it('answers in its shape, of all newsrooms and of one', async () => {
    const answer = await search({ query: 'prisoners' });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    const { claims, ...rest } = answer.body;
    expect(rest).toEqual({});
    expect(claims).toEqual([
      {
        text: 'Nearly 900 political prisoners are detained.',
        claimant: 'Grace Speaker',
        claimDate: '2025-05-06T00:00:00Z',
        claimReview: [
          {
            publisher: { name: 'Northwind Facts', site: 'facts.northwind.example' },
            url: expect.stringMatching(
              `^https://www.facts.northwind.example/p/${slug}/claims/nearly-900-political-prisoners-are-detained-[0-9a-f]{8}$`,
            ),
            title: 'Another administration was in office.',
            reviewDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
            textualRating: 'False',
            languageCode: 'en',
          },
        ],
      },
    ]);
    expect((await search({ query: 'prisoners' }, `/p/${slug}`)).body).toEqual(answer.body);
    const rival = await (await newsroom.rival()).get('/organization');
    await eventually('the other newsroom is there', async () => {
      const { status } = await search({ query: 'prisoners' }, `/p/${rival.slug}`);
      return status === 200;
    });
    expect((await search({ query: 'prisoners' }, `/p/${rival.slug}`)).body).toEqual({});
  });

  it('finds other forms of a word, in the language of the claim', async () => {
    expect(await texts({ query: 'prisoner detaining' })).toEqual(['Nearly 900 political prisoners are detained.']);
    expect(await texts({ query: 'liberado', languageCode: 'es-VE' })).toEqual([
      'Los presos políticos fueron liberados el lunes.',
    ]);
    expect(await texts({ query: 'liberado' })).toEqual(['Los presos políticos fueron liberados el lunes.']);
    expect(await texts({ query: '"signed the budget" -Monday' })).toEqual([]);
    expect(await texts({ query: 'nobody said this' })).toEqual([]);
    expect(await texts({ query: `the ' & | ! ( ) :* <-> \\ "` })).toEqual(expect.any(Array));
  });

  it('takes language without its region, site and age', async () => {
    expect(await texts({ query: 'Speaker', languageCode: 'en-GB' })).toHaveLength(2);
    expect(await texts({ query: 'Speaker', languageCode: 'fi' })).toEqual([]);
    expect(await texts({ reviewPublisherSiteFilter: 'facts.northwind.example' })).toHaveLength(3);
    expect(await texts({ reviewPublisherSiteFilter: 'https://www.facts.northwind.example/x' })).toHaveLength(3);
    expect(await texts({ reviewPublisherSiteFilter: 'northwind.example' })).toEqual([]);
    expect(await texts({ query: 'Speaker', maxAgeDays: '1' })).toHaveLength(3);
    await newsroom.on.asOwner(`update published_claim set published_at = now() - interval '40 days'`);
    expect(await texts({ query: 'Speaker', maxAgeDays: '30' })).toEqual([]);
    expect(await texts({ query: 'Speaker', maxAgeDays: '41' })).toHaveLength(3);
    expect(await texts({ reviewPublisherSiteFilter: 'facts.northwind.example', maxAgeDays: '99999' })).toHaveLength(3);
  });

  it('says of a date what is known: a moment, a day, and nothing of a month', async () => {
    const { claims } = (await search({ query: 'Speaker' })).body;
    const dates = Object.fromEntries(claims.map((one: Body) => [one.text.slice(0, 3), one.claimDate]));
    expect(dates).toEqual({ Nea: '2025-05-06T00:00:00Z', The: undefined, Los: '2025-05-06T22:31:00-04:00' });
  });

  it('turns pages by token and by offset', async () => {
    const all = await texts({ query: 'Speaker' });
    const seen: string[] = [];
    let pageToken: string | undefined;
    do {
      const { body } = await search({ query: 'Speaker', pageSize: '1', ...(pageToken ? { pageToken } : {}) });
      seen.push(...body.claims.map((claim: Body) => claim.text));
      pageToken = body.nextPageToken;
    } while (pageToken);
    expect(seen).toEqual(all);
    expect(await texts({ query: 'Speaker', offset: '2' })).toEqual(all.slice(2));
    expect((await search({ query: 'Speaker', offset: '5000' })).body).toEqual({});
    const { nextPageToken } = (await search({ query: 'Speaker', pageSize: '1' })).body;
    const other = await search({ query: 'budget', pageToken: nextPageToken });
    expect([other.status, other.body.error.status]).toEqual([400, 'INVALID_ARGUMENT']);
  });

  it('tells errors in its shape', async () => {
    expect((await search({ query: 'x', pageSize: 'ten' })).body).toEqual({
      error: {
        code: 400,
        message: `Invalid value at 'page_size' (TYPE_INT32), "ten"`,
        status: 'INVALID_ARGUMENT',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.BadRequest',
            fieldViolations: [{ field: 'page_size', description: `Invalid value at 'page_size' (TYPE_INT32), "ten"` }],
          },
        ],
      },
    });
    for (const [query, fields] of [
      ['', ['query']],
      ['query=', ['query']],
      ['query=x&color=red', ['color']],
      ['query=x&callback=f', ['callback']],
      ['query=x&query=y', ['query']],
      ['query=x&page_size=1&pageSize=2', ['page_size']],
      ['query=x&pageSize=-1&offset=1.5&maxAgeDays=1e3', ['max_age_days', 'page_size', 'offset']],
      ['query=x&languageCode=e1', ['language_code']],
      ['query=x&pageToken=AAAA', ['page_token']],
      [`query=${'x'.repeat(2_001)}`, ['query']],
    ] as const) {
      const { status, body, headers } = await newsroom.nobody.send('get', `/v1alpha1/claims:search?${query}`);
      const { code, message, status: named, details } = body.error;
      const violations: Body[] = details[0].fieldViolations;
      expect([query, status, code, named, headers['content-type']]).toEqual([
        ...[query, 400, 400, 'INVALID_ARGUMENT'],
        'application/json; charset=utf-8',
      ]);
      expect([query, violations.map(({ field }) => field)]).toEqual([query, fields]);
      expect(message).toBe(violations.map(({ description }) => description).join('\n'));
    }
    for (const unreadable of ['query=%00', 'query=x&languageCode=%00']) {
      const { status, body } = await newsroom.nobody.send('get', `/v1alpha1/claims:search?${unreadable}`);
      expect([unreadable, status, body.error?.status]).toEqual([unreadable, 400, 'INVALID_ARGUMENT']);
    }
    expect((await search({ query: 'x', fields: 'claims(text)', alt: 'json', key: 'k' })).status).toBe(200);
    const nobodys = await search({ query: 'x' }, '/p/nobody-s');
    expect([nobodys.status, nobodys.body.error.status]).toEqual([404, 'NOT_FOUND']);
    const few = await openNewsroom({ CLAIMDESK_RATE_PER_ADDRESS: '1' }, false);
    await few.nobody.send('get', '/v1alpha1/claims:search?query=x');
    const many = await few.nobody.send('get', '/v1alpha1/claims:search?query=x');
    expect([many.status, many.body.error.status]).toEqual([429, 'RESOURCE_EXHAUSTED']);
    await few.close();
  });

  it('finds nothing that is scheduled, suspended or unpublished', async () => {
    const { verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/schedule`, { at: '2035-01-01T00:00:00Z', interests: none });
    const claim = await publish('The comet was seen over Lisbon.', 'en', '2025-05-06');
    await eventually('it is found', async () => (await texts({ query: 'comet' })).length === 1);
    await desk.editor.post(`/claims/${claim.id}/suspend`, { reason: 'A doubt.' });
    await eventually('it is gone', async () => (await texts({ query: 'comet' })).length === 0);
    expect(await texts({ query: 'administration' })).not.toContain(
      'The operation was carried out under the Biden administration.',
    );
  });
});
