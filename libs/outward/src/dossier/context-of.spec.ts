import { contextOf } from './context-of.js';

const at = (text: string, exact: string) => {
  const utf16Start = text.indexOf(exact);
  return { exact, utf16Start, utf16End: utf16Start + exact.length };
};

describe('the words round a quote', () => {
  it('are its paragraph, and say that the article goes on', () => {
    const text = 'First.\nNearly 900 people are still held, said José.\nLast.';
    expect(contextOf(at(text, 'still held'), text)).toEqual({
      before: 'Nearly 900 people are ',
      quote: 'still held',
      after: ', said José.',
      cutBefore: true,
      cutAfter: true,
    });
  });

  it('are at most 400 on each side, and never half of a character', () => {
    const text = `${'😀'.repeat(300)}x the quote ${'😀'.repeat(300)}`;
    const context = contextOf(at(text, 'the quote'), text);
    expect(context?.before).toBe(`${'😀'.repeat(199)}x `);
    expect(context?.after).toBe(` ${'😀'.repeat(199)}`);
  });

  it('are the whole of a short article', () => {
    expect(contextOf(at('Only this.', 'Only'), 'Only this.')).toMatchObject({
      before: '',
      cutBefore: false,
      cutAfter: false,
    });
  });

  it('are nothing where the text is missing, is another one, or there is no quote', () => {
    expect(contextOf(at('Only this.', 'Only'), undefined)).toBeNull();
    expect(contextOf(at('Only this.', 'Only'), 'Another text.')).toBeNull();
    expect(contextOf({ exact: null, utf16Start: null, utf16End: null }, 'Only this.')).toBeNull();
  });
});
