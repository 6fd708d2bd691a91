import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithShared, sharedFolder } from '../../../../test/support/shared.js';
import * as claim from './claim.js';
import * as evidence from './evidence.js';
import * as judging from './judging.js';
import { canonicalLanguage, isLanguage } from './language.js';

const vocabularies = Object.entries({ ...claim, ...evidence, ...judging });

describe('the vocabularies', () => {
  it.each(vocabularies)('%s are stable codes, each once', (_name, codes: readonly string[]) => {
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });
});

describeWithShared('article/claims.gold.jsonl', 'the claims an editor marked', () => {
  it('are all of a kind and a mode that we have', () => {
    const marked = readFileSync(join(sharedFolder, 'article', 'claims.gold.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; mode: string });
    expect(marked.filter(({ kind }) => !(claim.claimKinds as readonly string[]).includes(kind))).toEqual([]);
    expect(marked.filter(({ mode }) => !(claim.utteranceModes as readonly string[]).includes(mode))).toEqual([]);
  });
});

describe('a language', () => {
  it.each([
    ['en', 'en'],
    ['EN-us', 'en-US'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['es-419', 'es-419'],
  ])('%s is written %s', (tag, canonical) => {
    expect(canonicalLanguage(tag)).toBe(canonical);
  });

  it.each(['', 'e', 'english language', 'en_US', '-en', undefined, null, 7])('is not %j', (tag) => {
    expect(isLanguage(tag)).toBe(false);
  });
});
