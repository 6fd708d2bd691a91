import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openNewsroom } from '../support/newsroom.js';
import { describeWithShared, sharedFolder } from '../support/shared.js';
import { claimBody } from '../support/story.js';

describeWithShared('article/claims.gold.jsonl', 'the first real article', () => {
  it('takes all 35 claims that an editor marked, each where the editor marked it', async () => {
    const newsroom = await openNewsroom({}, false);
    try {
      const researcher = await newsroom.hire('Rosa', 'researcher');
      const text = readFileSync(join(sharedFolder, 'article', 'article.txt'), 'utf8');
      const article = await researcher.post('/articles', {
        headline: 'The article',
        outlet: 'The outlet',
        language: 'en',
        text,
      });
      const marked = readFileSync(join(sharedFolder, 'article', 'claims.gold.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      const places = [];
      for (const { exact, kind, mode, statement } of marked) {
        const implied = mode === 'implied' ? { impliedBecause: 'as the editor marked it' } : {};
        const claim = await researcher.post(
          '/claims',
          claimBody(article.id, { kind, mode, statement, ...implied, appearance: { article: article.id, exact } }),
        );
        places.push([claim.utterances[0].start, claim.utterances[0].end]);
      }
      expect(places).toEqual(marked.map(({ start, end }) => [start, end]));
      expect(places.length).toBe(35);
    } finally {
      await newsroom.close();
    }
  });
});
