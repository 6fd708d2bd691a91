import { counts, type SufficiencyCitation, voiceOf } from './voices.js';

/** Why there are fewer voices than citations, one clause a cause: "A and B both derive from Foro Penal". */
export function shortfalls(citations: readonly SufficiencyCitation[]): readonly string[] {
  return [...derived(citations), ...repeated(citations), ...uncounted(citations)];
}

/** "A", "A and B", "A, B and C". */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

function derived(citations: readonly SufficiencyCitation[]): string[] {
  const followers = new Map<string, { title: string | undefined; titles: string[] }>();
  for (const citation of citations) {
    if (!counts(citation) || !citation.derivesFrom) continue;
    const { key, title } = voiceOf(citation, citations);
    const group = followers.get(key) ?? { title, titles: [] };
    // The smallest member of a ring is its own root; it derives from itself only on paper.
    if (citation.sourceTitle !== title && !group.titles.includes(citation.sourceTitle)) {
      group.titles.push(citation.sourceTitle);
    }
    followers.set(key, group);
  }
  return [...followers.values()]
    .filter(({ titles }) => titles.length > 0)
    .map(({ title, titles }) => {
      const both = titles.length === 2 ? 'both ' : '';
      const verb = titles.length === 1 ? 'derives' : `${both}derive`;
      return `${listed(titles)} ${verb} from ${title ?? 'something that is not cited here'}`;
    });
}

function repeated(citations: readonly SufficiencyCitation[]): string[] {
  const own = citations.filter((citation) => counts(citation) && !citation.derivesFrom);
  const times = new Map<string, { title: string; number: number }>();
  for (const { sourceId, sourceTitle } of own) {
    times.set(sourceId, { title: sourceTitle, number: (times.get(sourceId)?.number ?? 0) + 1 });
  }
  return [...times.values()]
    .filter(({ number }) => number > 1)
    .map(({ title, number }) => `${title} is cited ${number} times`);
}

function uncounted(citations: readonly SufficiencyCitation[]): string[] {
  return citations
    .filter((citation) => !counts(citation))
    .map((citation) => `${citation.sourceTitle} is ${whyNot(citation)} and does not count`);
}

function whyNot({ access }: SufficiencyCitation): string {
  if (access === 'off_record') return 'off the record';
  return access === 'background' ? 'on background' : 'unnamed';
}
