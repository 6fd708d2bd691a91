import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { AccessKind, SourceKind } from '#libs/factcheck';
import { newId, type PageRequest, type SubjectState } from '#libs/kernel';
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
}

export const sourceState = (
  s: string,
): string => `json_build_object('id', ${s}.id, 'kind', ${s}.kind, 'title', ${s}.title,
  'publisher', ${s}.publisher, 'url', ${s}.url, 'access', ${s}.access, 'interests', ${s}.interests, 'archivedUrl', ${s}.archived_url,
  'version', ${s}.version, 'createdAt', instant(${s}.created_at))`;

@Injectable()
export class SourceStore {
  constructor(private readonly connections: Connections) {}

  async add(tx: Tx, source: NewSource): Promise<SubjectState> {
    const [row] = await tx.query<{ state: SubjectState }>(
      `insert into source as s (organization_id, id, kind, title, publisher, url, access, interests, archived_url, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${sourceState('s')} as state`,
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
        tx.now,
      ],
    );
    return (row as { state: SubjectState }).state;
  }

  async exists(tx: Tx, id: string): Promise<boolean> {
    return (
      (await tx.query(`select 1 from source where organization_id = $1 and id = $2`, [tx.organization, id])).length > 0
    );
  }

  async get(organization: string, id: string): Promise<SingleRow | undefined> {
    const [row] = await this.connections.read<SingleRow>(
      organization,
      `select ${sourceState('s')}::text as json, s.version from source s where organization_id = $1 and id = $2`,
      [organization, id],
    );
    return row;
  }

  list(organization: string, page: PageRequest): Promise<ListRow[]> {
    return this.connections.read<ListRow>(
      organization,
      `select s.id, ${sourceState('s')}::text as json from source s
        where organization_id = $1 and id < $2 order by id desc limit $3`,
      [organization, page.after ?? lastId, page.limit],
    );
  }
}
