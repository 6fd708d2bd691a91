import { hasWords } from './words.js';

describe('words', () => {
  it.each([
    '',
    ' ',
    '\t\r\n',
    '\u00a0\u2003\u3000',
    '\u200b\u200d\u2060\ufeff',
    '\u0001\u001f\u0085',
    '\u00ad\u200e\u202e',
    '\u115f\u3164\uffa0',
    '\u2800',
    '\ufe0f\u{e0020}',
  ])('are not there in %j', (text) => {
    expect(hasWords(text)).toBe(false);
  });

  it.each(['0', ' x ', '—', '\u200eשלום', 'می\u200cخواهم', '🙂', '\u200b.'])('are there in %j', (text) => {
    expect(hasWords(text)).toBe(true);
  });
});
