import { atom, type Feed, jsonFeed } from './feed.js';
import { element, xmlDocument } from './xml.js';

const feed: Feed = {
  title: 'Facts & "more" <b>',
  description: 'x',
  author: 'Northwind',
  home: 'https://facts.example/p/n?a=1&b=2',
  self: 'https://facts.example/p/n/feed.atom',
  updated: '2025-05-08T06:00:00.000Z',
  id: '0197c0de-0000-8000-8000-000000000001',
  items: [
    {
      id: '0197c0de-0000-7000-8000-000000000002',
      url: 'https://facts.example/1',
      title: ']]> <script>alert("1")</script> \u0001\uFFFF',
      summary: 'السجناء “900” 🕊',
      text: 'a\nb',
      language: 'ar',
      published: '2025-05-08T06:00:00.000Z',
      updated: '2025-05-08T06:00:00.000Z',
      tags: ['O\'Brien & "x"'],
      facts: { version: 1 },
    },
  ],
};

describe('a feed', () => {
  it('is Atom in which every text was escaped, and nothing that XML cannot hold is left', () => {
    expect(atom(feed)).toBe(`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:uuid:0197c0de-0000-8000-8000-000000000001</id><title>Facts &amp; &quot;more&quot; &lt;b&gt;</title><subtitle>x</subtitle><updated>2025-05-08T06:00:00.000Z</updated><link rel="self" type="application/atom+xml" href="https://facts.example/p/n/feed.atom"/><link rel="alternate" href="https://facts.example/p/n?a=1&amp;b=2"/><author><name>Northwind</name></author><entry xml:lang="ar"><id>urn:uuid:0197c0de-0000-7000-8000-000000000002</id><title>]]&gt; &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; \uFFFD\uFFFD</title><link rel="alternate" href="https://facts.example/1"/><published>2025-05-08T06:00:00.000Z</published><updated>2025-05-08T06:00:00.000Z</updated><summary>السجناء “900” 🕊</summary><content type="text">a
b</content><category term="O'Brien &amp; &quot;x&quot;"/></entry></feed>
`);
  });

  it('is JSON Feed 1.1 with the same items', () => {
    expect(JSON.parse(jsonFeed(feed))).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: feed.self,
      items: [{ id: 'urn:uuid:0197c0de-0000-7000-8000-000000000002', title: feed.items[0]?.title, language: 'ar' }],
    });
  });

  it('is XML of elements that are empty or hold something', () => {
    expect(xmlDocument(element('a', { b: '"' }, element('c'), 'd'))).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<a b="&quot;"><c/>d</a>\n',
    );
  });
});
