import { cellXml } from './workbook-xml.js';

const textOf = (xml: string): string => /<t xml:space="preserve">(.*)<\/t>/s.exec(xml)?.[1] ?? '';

describe('a cell of a workbook', () => {
  it('is empty, a number or text', () => {
    expect([null, '', 0, -1.5].map(cellXml)).toEqual(['<c/>', '<c/>', '<c><v>0</v></c>', '<c><v>-1.5</v></c>']);
    expect(cellXml('a')).toBe('<c t="inlineStr"><is><t xml:space="preserve">a</t></is></c>');
  });

  it('says where a text is longer than a cell, and leaves no half of a character', () => {
    expect(textOf(cellXml('x'.repeat(32_767)))).toBe('x'.repeat(32_767));
    for (const text of ['x'.repeat(32_768), '\u{1F600}'.repeat(20_000), `x${'\u{1F600}'.repeat(20_000)}`]) {
      const shown = textOf(cellXml(text));
      expect(shown.length).toBeLessThanOrEqual(32_767);
      expect(shown).not.toMatch(/\p{Cs}/u);
      expect(shown).toMatch(new RegExp(`… \\(cut here: ${text.length} characters; the CSV has all of them\\)$`));
    }
  });
});
