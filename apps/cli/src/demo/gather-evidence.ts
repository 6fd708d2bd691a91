import type { Narrator } from './narrator.js';
import type { Person } from './people.js';
import type { CitationLine, StoryFiles } from './story-files.js';

/** Registers the sources that the lines name, and cites them on the claim. Gives the citations' ids. */
export async function gatherEvidence(
  claim: string,
  lines: readonly CitationLine[],
  sources: StoryFiles['sources'],
  researcher: Person,
  narrator: Narrator,
): Promise<string[]> {
  const citations: string[] = [];
  for (const { source: ref, ...citation } of lines) {
    const { ref: _, ...source } = sources.find((one) => one.ref === ref) ?? missingSource(ref);
    const registered = await researcher.at.post('/sources', source);
    const cited = await researcher.at.post(`/claims/${claim}/citations`, { ...citation, source: registered.id });
    citations.push(cited.id);
    narrator.done(`Cited (${String(citation.stance)}, ${String(citation.mode)}): ${String(source.title)}`);
  }
  return citations;
}

const missingSource = (ref: string): never => {
  throw new Error(`the source ${ref} is not in sources.jsonl`);
};
