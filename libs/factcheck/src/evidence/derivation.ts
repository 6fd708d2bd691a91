import { refusal, type Ruling } from '#libs/kernel';

interface Derived {
  readonly id: string;
  readonly derivesFrom: string | null;
}

/** Whether citation `id` may derive from `origin`: nothing is its own origin, by however many steps. */
export function derivationRuling(id: string, origin: string, all: readonly Derived[]): Ruling {
  const originOf = new Map(all.map((one) => [one.id, one.derivesFrom]));
  const seen = new Set<string>();
  let here: string | null = origin;
  while (here !== null && here !== id) {
    // A ring that was there before: following it again would not end.
    if (seen.has(here)) return undefined;
    seen.add(here);
    here = originOf.get(here) ?? null;
  }
  if (here === null) return undefined;
  return refusal(
    'citation.derives_from_itself',
    id === origin
      ? 'A citation cannot derive from itself.'
      : `Citation ${origin} derives from this one already. Choose which of the two came first.`,
  );
}
