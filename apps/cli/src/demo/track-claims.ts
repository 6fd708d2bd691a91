import type { Answer } from './client.js';
import type { Narrator } from './narrator.js';
import type { Staff } from './people.js';
import type { ClaimLine, StoryFiles } from './story-files.js';

export type Tracked = ReadonlyMap<string, { readonly line: ClaimLine; readonly claim: Answer }>;

/** The article comes in, and its sentences become claims that are anchored in it. */
export async function trackClaims(story: StoryFiles, { researcher }: Staff, narrator: Narrator): Promise<Tracked> {
  narrator.chapterOn('An article comes in, sentence by sentence');
  const article = await researcher.at.post('/articles', story.article);
  const revision = article.revision as { sha256: string; length: number };
  narrator.done(
    `"${story.article.headline}", ${story.article.outlet}: ${revision.length} characters, SHA-256 ${revision.sha256.slice(0, 16)}…`,
  );
  const tracked = new Map<string, { line: ClaimLine; claim: Answer }>();
  for (const line of story.claims) {
    const claim = await researcher.at.post('/claims', {
      ...line.submit,
      appearance: { article: article.id, ...line.selector },
    });
    tracked.set(line.ref, { line, claim });
  }
  const kinds = [...new Set(story.claims.map((line) => line.submit.kind))];
  narrator.done(
    `${tracked.size} of ${story.claims.length} quotes found in the text, each with its position in code points; ${kinds.length} kinds: ${kinds.join(', ')}`,
  );
  const wrong = await researcher.at.refused('/claims', {
    ...story.claims[0]?.submit,
    appearance: { article: article.id, exact: 'words that this article does not hold' },
  });
  narrator.refused(`A quote that does not stand there is refused: ${wrong.detail}`);
  await linkClaims(tracked, researcher, narrator);
  return tracked;
}

async function linkClaims(tracked: Tracked, researcher: Staff['researcher'], narrator: Narrator): Promise<void> {
  for (const { line, claim } of tracked.values()) {
    for (const link of line.links) {
      const other = tracked.get(link.to)?.claim.id;
      if (!other) throw new Error(`the claim ${line.ref} is linked to ${link.to}, which is not in the file`);
      await researcher.at.post(`/claims/${claim.id}/links`, {
        other,
        kind: link.kind,
        ...(link.note ? { note: link.note } : {}),
      });
      narrator.done(
        `Two sentences of the article are linked as "${link.kind.replaceAll('_', ' ')}": ${line.ref} and ${link.to}`,
      );
    }
  }
}
