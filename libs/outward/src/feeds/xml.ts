/** A piece of XML. Made by `element` alone, so that every text in it was escaped. */
export class Xml {
  private constructor(readonly text: string) {}

  static of(name: string, attributes: Readonly<Record<string, string>>, children: readonly (Xml | string)[]): Xml {
    const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
    const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : child.text)).join('');
    return new Xml(inside === '' ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${inside}</${name}>`);
  }
}

/** `element('link', { href }, …)`. Names are ours; values and texts may be anybody's. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Xml | string)[]
): Xml => Xml.of(name, attributes, children);

export const xmlDocument = (root: Xml): string => `<?xml version="1.0" encoding="utf-8"?>\n${root.text}\n`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// What XML 1.0 cannot hold at all, not even as a number (§2.2).
const impossible = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const escaped = (text: string): string =>
  text.replace(impossible, '\uFFFD').replace(/[&<>"]/g, (letter) => entities[letter] as string);
