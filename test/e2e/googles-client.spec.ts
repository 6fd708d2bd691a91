import { askClient, clientIsMissing } from '../foreign/factchecktools/client.js';
import { eventually } from '../support/eventually.js';
import { type Newsroom, openNewsroom } from '../support/newsroom.js';
import { approvedVerdict, none, staffed } from '../support/story.js';

const missing = clientIsMissing();
if (missing)
  console.warn(`Google's own client is not asked: ${missing}. claims-search.spec.ts sends the same by fetch.`);

(missing ? describe.skip : describe)("Google's own client of the Fact Check Tools API", () => {
  let newsroom: Newsroom;
  let slug: string;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    const desk = await staffed(newsroom);
    ({ slug } = await newsroom.admin.get('/organization'));
    for (let n = 0; n < 2; n += 1) {
      const { verdict } = await approvedVerdict(desk);
      await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    }
    await eventually('both are found', async () => {
      const { body } = await newsroom.nobody.send('get', '/v1alpha1/claims:search?query=administration');
      return body.claims?.length === 2;
    });
  });
  afterAll(() => newsroom?.close());

  it('works by changing the address: of all newsrooms, and of one', async () => {
    for (const address of [`${newsroom.address}/`, `${newsroom.address}/p/${slug}/`]) {
      const { status, data } = await askClient(address, {
        query: 'administration',
        languageCode: 'en-US',
        pageSize: 1,
      });
      expect(status).toBe(200);
      expect(data).toMatchObject({
        claims: [
          {
            text: 'The operation was carried out under the Biden administration.',
            claimant: 'The Courier (fictional)',
            claimReview: [{ textualRating: 'False', languageCode: 'en' }],
          },
        ],
        nextPageToken: expect.any(String),
      });
    }
  });

  it('turns pages by the token, narrows by site, language and age, and may send a key', async () => {
    const asked = { query: 'administration', pageSize: 1, key: 'any-key' };
    const texts: string[] = [];
    let pageToken: string | undefined;
    do {
      const { data } = await askClient(`${newsroom.address}/`, { ...asked, ...(pageToken ? { pageToken } : {}) });
      const page = data as { claims: { text: string }[]; nextPageToken?: string };
      texts.push(...page.claims.map(({ text }) => text));
      ({ nextPageToken: pageToken } = page);
    } while (pageToken);
    expect(texts).toHaveLength(2);
    for (const [parameters, found] of [
      [{ reviewPublisherSiteFilter: '127.0.0.1', maxAgeDays: 1 }, 2],
      [{ query: 'administration', offset: 1 }, 1],
      [{ query: 'administration', languageCode: 'fi' }, 0],
      [{ reviewPublisherSiteFilter: 'nytimes.com' }, 0],
    ] as const) {
      const { status, data } = await askClient(`${newsroom.address}/`, parameters);
      expect([parameters, status, (data as { claims?: unknown[] }).claims?.length ?? 0]).toEqual([
        parameters,
        200,
        found,
      ]);
    }
  });

  it('understands our refusals', async () => {
    for (const [parameters, said] of [
      [{ pageSize: 1 }, 'query'],
      [{ query: 'x', pageSize: 'ten' }, `Invalid value at 'page_size' (TYPE_INT32), "ten"`],
      [{ query: 'x', color: 'red' }, 'Unknown name "color"'],
      [{ query: 'x', pageToken: 'nonsense' }, 'page token'],
    ] as const)
      expect([parameters, await askClient(`${newsroom.address}/`, parameters)]).toEqual([
        parameters,
        { status: 400, message: expect.stringContaining(said) },
      ]);
    expect(await askClient(`${newsroom.address}/p/nobody/`, { query: 'x' })).toMatchObject({ status: 404 });
  });
});
