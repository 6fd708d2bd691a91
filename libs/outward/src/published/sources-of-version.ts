import type { PublishedSource } from './published-claim.js';
import { partOf, publicPart, type State, textOf } from './public-part.js';
import type { VersionParts } from './version-parts.js';

/** What the verdict rests on. Off the record is off the page: it counts for nothing, and its words are nobody's to read. */
export function sourcesOf({ citations, named }: VersionParts): readonly PublishedSource[] {
  const cited = citations
    .map((state) => ({ citation: publicPart('citation', state), source: named.get(textOf(state, 'source') ?? '') }))
    .filter(({ source }) => source !== undefined && source.access !== 'off_record');
  const shown = new Set(cited.map(({ citation }) => citation.id));
  return cited.map(({ citation, source }) => sourceOf(citation, publicPart('source', source as State), shown));
}

function sourceOf(citation: State, source: State, shown: ReadonlySet<unknown>): PublishedSource {
  return {
    id: citation.id as string,
    stance: citation.stance as PublishedSource['stance'],
    mode: citation.mode as string,
    primary: citation.primary === true,
    derivesFrom: shown.has(citation.derivesFrom) ? textOf(citation, 'derivesFrom') : null,
    kind: source.kind as string,
    title: source.title as string,
    publisher: textOf(source, 'publisher'),
    url: textOf(source, 'url'),
    access: source.access as string,
    interests: textOf(source, 'interests'),
    unnamed: source.unnamed === true,
    excerpt: textOf(citation, 'excerpt'),
    figure: partOf(citation, 'figure') as PublishedSource['figure'],
    retrievedAt: textOf(citation, 'retrievedAt'),
    consultedOn: textOf(citation, 'consultedOn'),
    // The copy of the very page if there is one, else that of the source.
    archivedUrl: textOf(citation, 'archivedUrl') ?? textOf(source, 'archivedUrl'),
    contentHash: textOf(citation, 'contentHash'),
  };
}
