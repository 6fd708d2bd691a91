import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { type ErasableRef, type ErasurePlaceName, erasurePlaces } from '#libs/factcheck';

/** What is to be erased, with all that goes with it, and the claims that it stands on. Ids only. */
export interface Erasing {
  readonly subjects: readonly ErasableRef[];
  readonly claims: readonly string[];
  /** Count only what came in before this time, where a place can tell: a file that was made since holds nothing of them. */
  readonly before?: string;
}

/** One place where data of a person lies, with the SQL of the room that owns it. */
export interface ErasurePlace {
  readonly place: ErasurePlaceName;
  /** How much would go, without taking it. */
  count(tx: Tx, what: Erasing): Promise<number>;
  /** Takes it, in the transaction of the verb, and says how much went. */
  erase(tx: Tx, what: Erasing): Promise<number>;
}

export type PlaceCounts = Readonly<Record<ErasurePlaceName, number>>;

/** All places, each put here by its own room: features do not know each other, and nothing may be forgotten. */
@Injectable()
export class ErasurePlaces {
  private readonly known = new Map<ErasurePlaceName, ErasurePlace>();

  add(place: ErasurePlace): void {
    this.known.set(place.place, place);
  }

  count(tx: Tx, what: Erasing): Promise<PlaceCounts> {
    return this.each((place) => place.count(tx, what));
  }

  erase(tx: Tx, what: Erasing): Promise<PlaceCounts> {
    return this.each((place) => place.erase(tx, what));
  }

  private async each(ask: (place: ErasurePlace) => Promise<number>): Promise<PlaceCounts> {
    const missing = erasurePlaces.filter((name) => !this.known.has(name));
    if (missing.length > 0) throw new Error(`nobody here erases ${missing.join(', ')}`);
    const counts: [ErasurePlaceName, number][] = [];
    for (const name of erasurePlaces) counts.push([name, await ask(this.known.get(name) as ErasurePlace)]);
    return Object.fromEntries(counts) as PlaceCounts;
  }
}

/** The ids of one type among what is to be erased. */
export const idsOf = ({ subjects }: Erasing, ...types: readonly string[]): string[] =>
  subjects.filter(({ type }) => types.includes(type)).map(({ id }) => id);

/** How many rows a `count(*)::int as count` or a `returning` gave. */
export const counted = (rows: readonly { readonly count?: number }[]): number => rows[0]?.count ?? 0;
