import { element, type Xml, xmlDocument } from './xml.js';

/** What a feed tells, whatever its format. Times are RFC 3339 in UTC. */
export interface Feed {
  readonly title: string;
  readonly description: string;
  readonly author: string;
  /** The page that it belongs to, and its own address in this format. */
  readonly home: string;
  readonly self: string;
  readonly updated: string;
  /** Stays the same for ever. */
  readonly id: string;
  readonly items: readonly FeedItem[];
}

export interface FeedItem {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly language: string;
  readonly published: string;
  readonly updated: string;
  readonly tags: readonly string[];
  /** For programs: an extension of JSON Feed. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** RFC 4287. */
export const atom = (feed: Feed): string =>
  xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom' },
      element('id', {}, `urn:uuid:${feed.id}`),
      element('title', {}, feed.title),
      element('subtitle', {}, feed.description),
      element('updated', {}, feed.updated),
      element('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
      element('link', { rel: 'alternate', href: feed.home }),
      element('author', {}, element('name', {}, feed.author)),
      ...feed.items.map(entry),
    ),
  );

const entry = (item: FeedItem): Xml =>
  element(
    'entry',
    { 'xml:lang': item.language },
    element('id', {}, `urn:uuid:${item.id}`),
    element('title', {}, item.title),
    element('link', { rel: 'alternate', href: item.url }),
    element('published', {}, item.published),
    element('updated', {}, item.updated),
    element('summary', {}, item.summary),
    element('content', { type: 'text' }, item.text),
    ...item.tags.map((term) => element('category', { term })),
  );

/** https://www.jsonfeed.org/version/1.1/ */
export const jsonFeed = (feed: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description,
    home_page_url: feed.home,
    feed_url: feed.self,
    authors: [{ name: feed.author }],
    items: feed.items.map((item) => ({
      id: `urn:uuid:${item.id}`,
      url: item.url,
      title: item.title,
      summary: item.summary,
      content_text: item.text,
      language: item.language,
      date_published: item.published,
      date_modified: item.updated,
      tags: item.tags,
      _claimdesk: item.facts,
    })),
  });
