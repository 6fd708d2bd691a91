// What a text is here: one normal form, positions in code points, and the finding of a quote in it.
// It must not know: articles, claims, HTML, languages' grammar, any framework or store.
export { normalizeText, textDigest, assertStorable } from './normalize.js';
export { codePointsOf, codePointLength, sliceCodePoints, type CodePoints } from './code-points.js';
export { findQuote, type QuoteSelector, type QuotePlace, type QuoteCandidate } from './find-quote.js';
export { type QuoteOffer, type Difference } from './offer-quote.js';
export { contextOf, type QuoteContext } from './quote-context.js';
