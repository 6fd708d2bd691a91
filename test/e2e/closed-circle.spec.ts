import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** Words of any writing. Markup is taken out of an archive when it comes in, so it has none here. */
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
  .map((text) => `W ${text.replace(/[&<\p{C}]/gu, '').replace(/\s+/g, ' ')} W`.normalize('NFC'));
const date = fc.constantFrom('2019', '2019-05', '2019-05-03', '2019-05-03T22:31-04:00', '2019-05-03T22:31:07Z');
const address = fc.webUrl().filter((url) => url.length < 200);
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });

const review = fc.record({
  claimReviewed: words,
  datePublished: date,
  inLanguage: maybe(fc.constantFrom('en', 'es-VE', 'ar', 'ja')),
  description: maybe(words),
  reviewBody: maybe(words),
  itemReviewed: fc.record({
    datePublished: maybe(date),
    firstAppearance: maybe(address.map((url) => ({ url }))),
    author: maybe(
      fc.record({
        '@type': fc.constantFrom('Person', 'Organization', 'NewsMediaOrganization'),
        name: words,
        affiliation: maybe(words.map((name) => ({ '@type': 'Organization', name }))),
      }),
    ),
  }),
  reviewRating: fc.constantFrom(
    { alternateName: 'Mostly true' },
    { alternateName: 'outdated' },
    { ratingValue: 2, worstRating: 1, bestRating: 5 },
  ),
});

describe('what is exported, imported as the archive of another house, and exported again', () => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom();
  });
  afterAll(() => newsroom?.close());

  /** A house of its own: gives what it exports once it has taken these lines in. */
  async function through(lines: readonly object[]): Promise<Body[]> {
    const admin = await newsroom.rival();
    const { slug } = await admin.get('/organization');
    const { invitation } = await admin.post('/members', { name: 'Edna', roles: ['editor'] });
    const editor: Caller = newsroom.caller((await newsroom.nobody.post('/invitations/redeem', { invitation })).key);
    const wanted = await editor.post('/imports', { kind: 'legacy', source: 'ours', legacy: { language: 'en' } });
    await fetch(`${newsroom.address}/v1/imports/${wanted.id}/content`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${editor.key}`, 'content-type': 'application/x-ndjson' },
      body: lines.map((one) => JSON.stringify(one)).join('\n'),
    });
    const { rows } = await eventually('the import is done', async () => {
      const now = await editor.get(`/imports/${wanted.id}`);
      return now.status === 'done' && now;
    });
    const { items } = await editor.get(`/imports/${wanted.id}/faults`);
    expect([items, rows.added]).toEqual([[], lines.length]);
    return eventually('all of it is public', async () => {
      const { body } = await newsroom.nobody.send('get', `/p/${slug}/claim-reviews`);
      const found: Body[] = body.dataFeedElement ?? [];
      return found.length === lines.length ? found.sort((a, b) => (a.url < b.url ? -1 : 1)) : undefined;
    });
  }

  it(`is the same (seed ${seed})`, async () => {
    const records = fc.sample(review, { seed, numRuns: 60 }).map((one, n) => ({
      ...one,
      '@type': 'ClaimReview',
      url: `https://newsroom.example/checks/${createHash('sha256').update(String(n)).digest('hex')}`,
      author: { '@type': 'Organization', name: 'Newsroom' },
    }));
    const once = await through(records);
    expect(once.map(({ url }) => url)).toEqual(records.map(({ url }) => url).sort());
    expect(await through(once)).toEqual(once);
  });
});
