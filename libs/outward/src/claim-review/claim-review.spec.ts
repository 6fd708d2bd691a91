import { fivePointScale, repairClaimReview } from '#libs/factcheck';
import type { PublishedCheck, PublishedOrganization, PublishedUtterance } from '../published/published-claim.js';
import { claimReviewOf } from './claim-review.js';
import { embedSnippet } from './embed-snippet.js';
import { validateClaimReview } from './validate.js';

const organization: PublishedOrganization = {
  id: 'o',
  slug: 'northwind',
  name: 'The Northwind Courier',
  siteName: 'Northwind Facts',
  baseUrl: 'https://facts.northwind.example',
  scale: fivePointScale,
  scales: [fivePointScale],
  methodology: null,
  changedAt: '2025-05-09T06:00:00.000Z',
};
const utterance: PublishedUtterance = {
  id: 'u',
  claimant: {
    id: 'c',
    kind: 'person',
    name: 'Grace Speaker',
    description: null,
    sameAs: ['https://who.example/grace'],
  },
  affiliation: 'Minister of Weather',
  reportedBy: null,
  mode: 'verbatim',
  impliedBecause: null,
  saidOn: '2025-05-06T22:31-04:00',
  article: {
    url: 'https://courier.example/1',
    headline: 'x',
    outlet: 'The Courier',
    language: 'en',
    publishedAt: null,
  },
  exact: 'It rained.',
  elsewhere: null,
};
const claim: PublishedCheck = {
  id: '0197c0de-0000-7000-8000-0000deadbeef',
  slug: 'it-rained-deadbeef',
  language: 'en',
  state: 'published',
  changedAt: '2025-05-09T06:00:00.000Z',
  publishedAt: '2025-05-08T06:00:00.123Z',
  modifiedAt: '2025-05-09T06:00:00.000Z',
  digest: '',
  version: 2,
  pageOfRecord: null,
  page: {
    version: 2,
    statement: 'It rained.',
    language: 'en-GB',
    kind: 'event',
    quantity: null,
    rating: { code: 'mostly_false', labels: { en: 'Mostly false', es: 'Casi falso' }, value: 2, worst: 1, best: 5 },
    summary: 'It did not.',
    rationale: 'The station measured nothing.',
    judgedAsOf: '2025-05-08',
    evidenceCutOff: '2025-05-08',
    verdictDigest: null,
    policy: 1,
    methodology: null,
    quorum: { approvals: 1, of: 1 },
    procedure: 'standard',
    rest: null,
    legacy: null,
    topics: [],
    utterances: [utterance],
    sources: [],
    contacts: [],
    history: [
      { version: 1, publishedAt: '2025-05-08T06:00:00.123Z', change: 'first', major: null, note: null },
      { version: 2, publishedAt: '2025-05-09T06:00:00.000Z', change: 'correction', major: true, note: 'Not Monday.' },
    ],
  },
};
const origin = 'http://desk.example';
const review = (more: Partial<PublishedCheck['page']> = {}, rest: Partial<PublishedCheck> = {}) =>
  claimReviewOf(organization, { ...claim, ...rest, page: { ...claim.page, ...more } }, origin);

describe('the ClaimReview of a published check', () => {
  it('says what was claimed by whom, what it was rated, and what was corrected since', () => {
    expect(review()).toEqual({
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      url: 'https://facts.northwind.example/p/northwind/claims/it-rained-deadbeef',
      claimReviewed: 'It rained.',
      inLanguage: 'en-GB',
      datePublished: '2025-05-08T06:00:00Z',
      dateModified: '2025-05-09T06:00:00Z',
      author: { '@type': 'Organization', name: 'Northwind Facts', url: 'https://facts.northwind.example' },
      description: 'It did not.',
      reviewBody: 'The station measured nothing.',
      itemReviewed: {
        '@type': 'Claim',
        author: {
          '@type': 'Person',
          name: 'Grace Speaker',
          affiliation: { '@type': 'Organization', name: 'Minister of Weather' },
          sameAs: ['https://who.example/grace'],
        },
        datePublished: '2025-05-06T22:31-04:00',
        firstAppearance: { '@type': 'CreativeWork', url: 'https://courier.example/1' },
      },
      reviewRating: { '@type': 'Rating', alternateName: 'Mostly false', ratingValue: 2, worstRating: 1, bestRating: 5 },
      correction: [{ '@type': 'CorrectionComment', text: 'Not Monday.', datePublished: '2025-05-09T06:00:00Z' }],
    });
  });

  it('has the address of the page of record, and that of our own page as we were called where nobody said another', () => {
    const pageOfRecord = 'https://www.northwind.example/facts/rain';
    expect(review({}, { pageOfRecord }).url).toBe(pageOfRecord);
    expect(claimReviewOf({ ...organization, baseUrl: null }, claim, origin)).toMatchObject({
      url: 'http://desk.example/p/northwind/claims/it-rained-deadbeef',
      author: { '@type': 'Organization', name: 'Northwind Facts' },
    });
  });

  it('has text only for a rating outside the order', () => {
    const outdated = { code: 'outdated', labels: { en: 'Outdated' }, value: null, worst: 1, best: 5 };
    expect(review({ rating: outdated }).reviewRating).toEqual({ '@type': 'Rating', alternateName: 'Outdated' });
  });

  it('has the label in the language of the claim', () => {
    expect(review({ language: 'es-VE' }).reviewRating).toMatchObject({ alternateName: 'Casi falso' });
    expect(review({ language: 'fi' }).reviewRating).toMatchObject({ alternateName: 'Mostly false' });
  });

  it('leaves out whoever is unknown or was erased, and tells several of each other', () => {
    const unknown = { ...utterance, claimant: { ...utterance.claimant!, kind: 'unknown' as const } };
    const erased = { ...utterance, claimant: { ...utterance.claimant!, name: null } };
    for (const one of [unknown, erased, { ...utterance, claimant: null }])
      expect(review({ utterances: [one] }).itemReviewed).not.toHaveProperty('author');
    const outlet = { ...utterance.claimant!, id: 'd', kind: 'outlet' as const, name: 'The Courier' };
    const second = { ...utterance, claimant: outlet, article: null, elsewhere: null };
    expect(review({ utterances: [utterance, second] }).itemReviewed).toMatchObject({
      author: [{ '@type': 'Person' }, { '@type': 'NewsMediaOrganization', name: 'The Courier' }],
    });
    expect(review({ utterances: [] }).itemReviewed).toEqual({ '@type': 'Claim' });
  });

  it('is understood without a repair by what reads the reviews of others', () => {
    expect(repairClaimReview(review())).toEqual({
      url: 'https://facts.northwind.example/p/northwind/claims/it-rained-deadbeef',
      publisher: 'Northwind Facts',
      publisherSite: 'https://facts.northwind.example',
      claimReviewed: 'It rained.',
      claimant: 'Grace Speaker',
      claimDate: '2025-05-06T22:31-04:00',
      reviewDate: '2025-05-08T06:00:00Z',
      rating: { label: 'Mostly false', value: 2, worst: 1, best: 5 },
      language: 'en-GB',
      repairs: [],
    });
  });

  it('is embedded so that no text in it ends the element', () => {
    const snippet = embedSnippet(review({ statement: '</script><script>alert(1)</script>' }));
    expect(snippet).toMatch(/^<script type="application\/ld\+json">\{.*\}<\/script>$/);
    expect(snippet.match(/<\/?script/g)).toHaveLength(2);
    const json = snippet.replace(/^<script[^>]*>|<\/script>$/g, '');
    expect((JSON.parse(json) as { claimReviewed: string }).claimReviewed).toBe('</script><script>alert(1)</script>');
  });
});

describe('the validator', () => {
  const labels = ['False', 'Mostly false', 'Outdated', 'True'];
  const found = (more: object, terms: object = {}): string[] =>
    validateClaimReview(
      { ...review(), ...more },
      { site: organization.baseUrl, labels, scale: fivePointScale, ...terms },
    ).map(({ level, property }) => `${level} ${property}`);
  const rating = (more: object): object => ({ reviewRating: { ...(review().reviewRating as object), ...more } });

  it('finds nothing in what we make', () => {
    expect(found({})).toEqual([]);
    const outdated = { code: 'outdated', labels: { en: 'Outdated' }, value: null, worst: 1, best: 5 };
    expect(found(review({ rating: outdated }))).toEqual([]);
  });

  it.each([
    ['no claim', { claimReviewed: ' ' }, 'error claimReviewed'],
    ['a long claim', { claimReviewed: 'It rained. '.repeat(8) }, 'advice claimReviewed'],
    ['a claim that begins with its rating', { claimReviewed: 'FALSE: it rained.' }, 'error claimReviewed'],
    ['a claim that ends with its rating', { claimReviewed: 'It rained – mostly false' }, 'error claimReviewed'],
    ['a claim with its rating in brackets', { claimReviewed: 'It rained (False).' }, 'error claimReviewed'],
    ['a claim that is its rating', { claimReviewed: 'False' }, 'error claimReviewed'],
    ['no rating', { reviewRating: undefined }, 'error reviewRating'],
    ['no label', rating({ alternateName: '' }), 'error reviewRating.alternateName'],
    ['worst below 1', rating({ worstRating: 0 }), 'error reviewRating.worstRating'],
    ['a value above best', rating({ ratingValue: 6 }), 'error reviewRating.ratingValue'],
    ['a value below worst', rating({ worstRating: 3 }), 'error reviewRating.ratingValue'],
    ['a scale upside down', rating({ worstRating: 5, bestRating: 1 }), 'error reviewRating.bestRating'],
    ['a scale of one', rating({ worstRating: 2, bestRating: 2 }), 'error reviewRating.bestRating'],
    ['a value alone', rating({ worstRating: undefined, bestRating: undefined }), 'error reviewRating.worstRating'],
    ['a number in words', rating({ ratingValue: 'two' }), 'error reviewRating.ratingValue'],
    ['a broken number', rating({ ratingValue: 2.5 }), 'advice reviewRating.ratingValue'],
    ['no address', { url: undefined }, 'error url'],
    ['half an address', { url: '/p/northwind/x' }, 'error url'],
    ['an address elsewhere', { url: 'https://other.example/x' }, 'error url'],
    ['an address that only ends alike', { url: 'https://evilfacts.northwind.example.org/' }, 'error url'],
    ['a page without https', { url: 'http://facts.northwind.example/x' }, 'advice url'],
    ['no author', { author: undefined }, 'advice author'],
    ['an author of nothing', { author: { '@type': 'Organization' } }, 'error author'],
    ['no claim behind it', { itemReviewed: undefined }, 'advice itemReviewed'],
    [
      'a claimant without a name',
      { itemReviewed: { author: { '@type': 'Person' } } },
      'error itemReviewed.author.name',
    ],
    ['a claim of nobody', { itemReviewed: {} }, 'advice itemReviewed.author'],
    [
      'a claim on the own site',
      { itemReviewed: { ...(review().itemReviewed as object), appearance: 'https://www.northwind.example/x' } },
      'advice itemReviewed.appearance',
    ],
  ])('names %s', (_what, more, finding) => {
    expect(found(more)).toContain(finding);
  });

  it('takes a word for a word where it is one', () => {
    for (const claimReviewed of ['The false passport was shown.', 'It is a true story', 'Outdated maps were used'])
      expect(found({ claimReviewed })).toEqual([]);
  });

  it('takes pages of the site above and below for its own', () => {
    for (const host of ['www.facts.northwind.example', 'northwind.example', 'www.northwind.example'])
      expect(found({ url: `https://${host}/x` })).toEqual([]);
    expect(found({}, { site: null })).toEqual(['error url']);
  });

  it('refuses a scale in which true is worse than false', () => {
    const upsideDown = {
      ratings: [
        { code: 'true', value: 1 },
        { code: 'false', value: 5 },
      ],
    };
    expect(found({}, { scale: upsideDown })).toEqual(['error reviewRating.ratingValue']);
  });

  it('says what to do in each finding', () => {
    for (const { detail } of validateClaimReview({}, { site: null, labels })) expect(detail).toMatch(/^[A-Z"].+\.$/);
  });
});
