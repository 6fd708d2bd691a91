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

  it('understands our refusals', async () => {
    expect(await askClient(`${newsroom.address}/`, { pageSize: 1 })).toEqual({
      status: 400,
      message: expect.stringContaining('query'),
    });
  });
});
