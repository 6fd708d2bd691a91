import { renderToString } from 'hono/jsx/dom/server';
import { EmbeddedJson } from '../html/document.js';

/** What a CMS puts into its page: one script element, in which no text can end the element. */
export const embedSnippet = (review: object): string =>
  renderToString(<EmbeddedJson type="application/ld+json" value={review} />);
