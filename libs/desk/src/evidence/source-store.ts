import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { AccessKind, SourceKind } from '#libs/factcheck';
import { newId, type PageRequest, refuse, type SubjectState } from '#libs/kernel';
import { lastId, type ListRow, type SingleRow } from '../reads.js';

export interface NewSource {
  readonly kind: SourceKind;
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
  readonly access: AccessKind;
  /** Disclosed interests of the source. */
  readonly interests?: string;
  readonly archivedUrl?: string;
  /** The person behind it is not named to readers: it never counts towards sufficiency. */
  readonly unnamed?: boolean;
}

export const sourceState = (
  s: string,
): string => `json_build_object('id', ${s}.id, 'kind', ${s}.kind, 'title', ${s}.title,
  'publisher', ${s}.publisher, 'url', ${s}.url, 'access', ${s}.access, 'interests', ${s}.interests, 'archivedUrl', ${s}.archived_url,
  'unnamed', ${s}.unnamed, 'mergedInto', ${s}.merged_into, 'version', ${s}.version, 'createdAt', instant(${s}.created_at))`;

export interface SourceFilter {
  readonly kind?: string;
  /** The beginning of its title, in capitals or not. */
  readonly q?: string;
}

// The title's key is a range, because LIKE is not leakproof and would lose its index behind row-level security.
const conditions: Readonly<Record<keyof SourceFilter, (place: number) => string>> = {
  kind: (place) => ` and s.kind = $${place}`,
  q: (place) => ` and s.title_key >= lower($${place}) and s.title_key < lower($${place}) || chr(1114111)`,
};
const filters = ['kind', 'q'] as const;

@Injectable()
export class SourceStore {
  constructor(private readonly connections: Connections) {}

  async add(tx: Tx, source: NewSource): Promise<SubjectState> {
    const [row] = await tx.query<{ state: SubjectState }>(
      `insert into source as s (organization_id, id, kind, title, publisher, url, access, interests, archived_url, unnamed, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${sourceState('s')} as state`,
      [
        tx.organization,
        newId(),
        source.kind,
        source.title,
        source.publisher ?? null,
        source.url ?? null,
        source.access,
        source.interests ?? null,
        source.archivedUrl ?? null,
        source.unnamed ?? false,
        tx.now,
      ],
    );
    return (row as { state: SubjectState }).state;
  }

  /** Holds a source as one that may be cited until the end: no merge comes between. Errors: not_found, source.merged. */
  async demandCitable(tx: Tx, id: string): Promise<void> {
    const [row] = await tx.query<{ merged_into: string | null }>(
      `select merged_into from source where organization_id = $1 and id = $2 for share`,
      [tx.organization, id],
    );
    if (!row) refuse('not_found', `There is no source ${id} here.`);
    if (row.merged_into) refuseMerged(row.merged_into, 'Cite that one.');
  }

  async get(organization: string, id: string): Promise<SingleRow | undefined> {
    const [row] = await this.connections.read<SingleRow>(
      organization,
      `select ${sourceState('s')}::text as json, s.version from source s where organization_id = $1 and id = $2`,
      [organization, id],
    );
    return row;
  }

  list(organization: string, page: PageRequest, filter: SourceFilter = {}): Promise<ListRow[]> {
    const present = filters.filter((name) => filter[name] !== undefined);
    return this.connections.read<ListRow>(
      organization,
      `select s.id, ${sourceState('s')}::text as json from source s
        where organization_id = $1 and id < $2${present.map((name, at) => conditions[name](at + 4)).join('')} order by id desc limit $3`,
      [organization, page.after ?? lastId, page.limit, ...present.map((name) => filter[name])],
    );
  }
}

export function refuseMerged(target: string, next: string): never {
  return refuse('source.merged', `This source was merged into ${target}. ${next}`, { facts: { mergedInto: target } });
}
