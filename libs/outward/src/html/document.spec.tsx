import { EmbeddedJson, htmlDocument } from './document.js';

const evil = `</style></script><script>alert("x")</script>`;

describe('a document', () => {
  it('shows what people wrote as text, wherever it stands', () => {
    const html = htmlDocument(
      {
        title: evil,
        lang: evil,
        style: `p{}${evil}`,
        links: <EmbeddedJson type="application/ld+json" value={{ evil }} />,
      },
      <p title={evil}>{evil}</p>,
    );
    expect(html.match(/<\/?[a-z]+/gu)).toEqual(
      ['<html', '<head', '<meta', '<meta', '<title', '</title', '<style', '</style', '<script', '</script'].concat([
        '</head',
        '<body',
        '<p',
        '</p',
        '</body',
        '</html',
      ]),
    );
    const json = /<script type="application\/ld\+json">(.*)<\/script>/u.exec(html)?.[1] ?? '';
    expect(JSON.parse(json)).toEqual({ evil });
  });
});
