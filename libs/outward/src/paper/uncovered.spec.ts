import { asFar } from './uncovered.js';

const latin = (codePoint: number): boolean => codePoint < 0x250;
const told = (text: string): [string, string[]] => {
  const missed = new Set<string>();
  return [asFar(text, latin, (script) => missed.add(script)), [...missed]];
};

describe('text in a font that has not everything', () => {
  it.each([
    ['José’s', 'José[other signs: 1 character]s', ['other signs']],
    ['سجناء سياسيون now', '[Arabic: 12 characters] now', ['Arabic']],
    ['900 人', '900 [Han: 1 character]', ['Han']],
    ['ok 😀😀 ok', 'ok [pictographs: 2 characters] ok', ['pictographs']],
    ['אב日', '[Hebrew: 2 characters][Han: 1 character]', ['Hebrew', 'Han']],
    ['soft\u00adhyphen and \u200fmark', 'softhyphen and mark', []],
    ['one\ttwo\nthree', 'one two\nthree', []],
  ])('tells %j as %j', (text, shown, missed) => {
    expect(told(text)).toEqual([shown, missed]);
  });

  it('may break an endless word, and nothing shorter than 200 letters', () => {
    expect(
      told('a'.repeat(450))[0]
        .split('\u200b')
        .map((part) => part.length),
    ).toEqual([200, 200, 50]);
    expect(told(`${'a'.repeat(200)} ${'b'.repeat(200)}`)[0]).not.toContain('\u200b');
  });
});
