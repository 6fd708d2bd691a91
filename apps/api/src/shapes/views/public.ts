import { about, address, choice, inside, listOf, moment, type Schema, text, view, whole } from '../schema.js';

const context = { type: 'string', enum: ['https://schema.org'] };

/** Of the fields that Google names; the rest is schema.org's own. */
export const claimReviewSchema: Schema = {
  type: 'object',
  additionalProperties: true,
  description: 'https://schema.org/ClaimReview',
  properties: {
    '@context': context,
    '@type': choice(['ClaimReview']),
    url: { type: 'string', format: 'uri' },
    claimReviewed: text,
    author: { type: 'object', additionalProperties: true },
    itemReviewed: { type: 'object', additionalProperties: true },
    reviewRating: {
      type: 'object',
      additionalProperties: true,
      properties: {
        '@type': choice(['Rating']),
        alternateName: text,
        ratingValue: { type: 'number' },
        worstRating: { type: 'number', minimum: 1 },
        bestRating: { type: 'number' },
      },
      required: ['alternateName'],
    },
  },
  required: ['@type', 'url', 'claimReviewed', 'author', 'itemReviewed', 'reviewRating'],
};

export const dataFeedSchema: Schema = {
  type: 'object',
  additionalProperties: true,
  description: 'https://schema.org/DataFeed',
  properties: {
    '@context': context,
    '@type': choice(['DataFeed']),
    name: text,
    dateModified: { type: 'string', format: 'date-time' },
    dataFeedElement: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: true,
        properties: {
          '@type': choice(['DataFeedItem']),
          url: { type: 'string', format: 'uri' },
          item: { type: 'array', items: claimReviewSchema },
        },
        required: ['@type', 'url', 'item'],
      },
    },
  },
  required: ['@context', '@type', 'dataFeedElement'],
};

export const embeddableReview = view('EmbeddableReview', 'The ClaimReview of a published claim, for a page of a CMS.', {
  claimReview: claimReviewSchema,
  snippet: about('The script element, ready to be put into the page.', text),
  findings: about(
    "What readers of ClaimReview would refuse (`error`) or miss (`advice`), by Google's rules.",
    listOf(inside({ level: choice(['error', 'advice']), property: text, detail: text })),
  ),
});

const foundReview = inside({
  publisher: inside({ name: text, site: about('The host of the review, without "www.".', text) }),
  url: address,
  title: text,
  reviewDate: moment,
  textualRating: text,
  languageCode: text,
});
export const foundClaims = view(
  'FoundClaims',
  "GoogleFactcheckingFactchecktoolsV1alpha1FactCheckedClaimSearchResponse of Google's Fact Check Tools API.",
  {
    claims: listOf(
      inside({ text, claimant: text, claimDate: moment, claimReview: listOf(foundReview) }, ['claimant', 'claimDate']),
    ),
    nextPageToken: text,
  },
  ['claims', 'nextPageToken'],
);

export const googleError = view('GoogleError', "An error in the shape of Google's APIs.", {
  error: inside(
    {
      code: whole,
      message: text,
      status: text,
      details: listOf(inside({ '@type': text, fieldViolations: listOf(inside({ field: text, description: text })) })),
    },
    ['details'],
  ),
});

export const xmlSchema: Schema = { type: 'string' };

export const jsonFeedSchema: Schema = {
  type: 'object',
  description: 'https://www.jsonfeed.org/version/1.1/',
  properties: {
    version: choice(['https://jsonfeed.org/version/1.1']),
    title: text,
    description: text,
    home_page_url: address,
    feed_url: address,
    authors: listOf(inside({ name: text })),
    items: listOf(
      inside({
        id: text,
        url: address,
        title: text,
        summary: text,
        content_text: text,
        language: text,
        date_published: moment,
        date_modified: moment,
        tags: listOf(text),
        _claimdesk: { type: 'object', additionalProperties: true },
      }),
    ),
  },
  required: ['version', 'title', 'items'],
};
