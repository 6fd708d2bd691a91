import type { Answer } from './client.js';
import type { Narrator } from './narrator.js';
import type { Staff } from './people.js';
import type { ClaimLine, StoryFiles } from './story-files.js';

export type Tracked = ReadonlyMap<string, { readonly line: ClaimLine; readonly claim: Answer }>;

/** The article comes in, and its sentences become claims that are anchored in it. */
export async function trackClaims(story: StoryFiles, staff: Staff, narrator: Narrator): Promise<Tracked> {
  const { researcher } = staff;
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
  await nameTopics(tracked, staff, narrator);
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

/** The editor's register first: a code that nobody registered is refused. */
async function nameTopics(tracked: Tracked, { editor, researcher }: Staff, narrator: Narrator): Promise<void> {
  const about = [...tracked.values()].filter(({ line }) => line.topics.length > 0);
  const codes = [...new Set(about.flatMap(({ line }) => line.topics))].sort();
  if (codes.length === 0) return;
  for (const code of codes) await editor.at.post('/topics', { code, labels: { en: inWords(code) } });
  for (const { line, claim } of about)
    await researcher.at.put(`/claims/${claim.id}/topics`, claim.version as number, { topics: line.topics });
  const [first = ''] = codes;
  const found = (await researcher.at.get(`/claims?topic=${first}`)).items as readonly unknown[];
  narrator.done(
    `${about.length} claims say what they are about: ${codes.map(inWords).join(', ')}; ${found.length} are found by "${first}"`,
  );
}

const inWords = (code: string): string => {
  const words = code.replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};
