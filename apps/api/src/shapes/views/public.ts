import { about, choice, inside, listOf, type Schema, text, view } from '../schema.js';

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
