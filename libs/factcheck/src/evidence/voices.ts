import type { AccessKind, CitationMode } from '../vocabulary/evidence.js';

/** What sufficiency needs to know of a citation. */
export interface SufficiencyCitation {
  readonly id: string;
  readonly sourceId: string;
  readonly sourceTitle: string;
  /** Primary for this claim. */
  readonly primary: boolean;
  /** The citation this one repeats, e.g. the wire that an outlet printed. */
  readonly derivesFrom?: string | null;
  readonly access: AccessKind;
  readonly mode: CitationMode;
  /** The person behind it is not named. */
  readonly unnamed?: boolean;
}

/** Whose word a citation is in the end. `title` is missing when the root is not among the citations. */
export interface Voice {
  readonly key: string;
  readonly title: string | undefined;
}

const neverCounts: readonly AccessKind[] = ['background', 'off_record'];

/** Material that a reader could not be shown a name for never counts towards sufficiency. */
export const counts = (citation: SufficiencyCitation): boolean =>
  !neverCounts.includes(citation.access) && citation.unnamed !== true;

/**
 * Follows `derivesFrom` to its root; the voice is the root's source. In a ring, which only a mistake can make, every
 * member and follower has the ring's smallest id as root, so the answer does not depend on where one enters it.
 */
export function voiceOf(citation: SufficiencyCitation, all: readonly SufficiencyCitation[]): Voice {
  const byId = new Map(all.map((one) => [one.id, one]));
  const path: SufficiencyCitation[] = [];
  let current = citation;
  while (current.derivesFrom) {
    const repeated = path.indexOf(current);
    if (repeated >= 0) return source(smallest(path.slice(repeated), current));
    path.push(current);
    const next = byId.get(current.derivesFrom);
    if (!next) return { key: `citation:${current.derivesFrom}`, title: undefined };
    current = next;
  }
  return source(current);
}

const source = (citation: SufficiencyCitation): Voice => ({
  key: `source:${citation.sourceId}`,
  title: citation.sourceTitle,
});

const smallest = (ring: readonly SufficiencyCitation[], first: SufficiencyCitation): SufficiencyCitation =>
  ring.reduce((least, one) => (one.id < least.id ? one : least), first);
