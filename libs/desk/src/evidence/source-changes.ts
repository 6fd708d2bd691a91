import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { refuse, type SubjectState } from '#libs/kernel';
import { type NewSource, sourceState } from './source-store.js';

/** `null` empties; absent: left as it is. */
export type SourceEdit = Partial<
  Pick<NewSource, 'kind' | 'title' | 'access' | 'unnamed'> & {
    readonly [Field in 'publisher' | 'url' | 'interests' | 'archivedUrl']: string | null;
  }
>;

export type SourceState = SubjectState & { readonly mergedInto: string | null };

/** Writing over sources. Merging moves no row: citations stay with what they cite, and what was frozen is not touched. */
@Injectable()
export class SourceChanges {
  /** Locks by ascending id. Errors: not_found; request.stale where `expected` is another version of the first. */
  async lock(tx: Tx, ids: readonly [string, ...string[]], expected?: number): Promise<SourceState[]> {
    const rows = await tx.query<{ state: SourceState }>(
      `select ${sourceState('s')} as state from source s where organization_id = $1 and id = any($2::uuid[]) order by id for update`,
      [tx.organization, ids],
    );
    const found = ids.map(
      (id) => rows.find(({ state }) => state.id === id)?.state ?? refuse('not_found', `There is no source ${id} here.`),
    );
    const version = found[0]?.version;
    if (expected !== undefined && expected !== version) {
      refuse(
        'request.stale',
        `This source is at version ${version}, not ${expected}. Read it again and repeat your change.`,
        { facts: { version: version ?? null } },
      );
    }
    return found;
  }

  async edit(tx: Tx, id: string, change: SourceEdit): Promise<SourceState> {
    return this.changed(
      await tx.query(
        `update source s set kind = coalesce($3::jsonb ->> 'kind', kind), title = coalesce($3::jsonb ->> 'title', title),
           access = coalesce($3::jsonb ->> 'access', access), unnamed = coalesce(($3::jsonb ->> 'unnamed')::boolean, unnamed),
           publisher = case when $3::jsonb ? 'publisher' then $3::jsonb ->> 'publisher' else publisher end,
           url = case when $3::jsonb ? 'url' then $3::jsonb ->> 'url' else url end,
           interests = case when $3::jsonb ? 'interests' then $3::jsonb ->> 'interests' else interests end,
           archived_url = case when $3::jsonb ? 'archivedUrl' then $3::jsonb ->> 'archivedUrl' else archived_url end,
           version = version + 1
         where organization_id = $1 and id = $2 returning ${sourceState('s')} as state`,
        [tx.organization, id, JSON.stringify(change)],
      ),
    );
  }

  /** Points a source at the one it is the same as; null: it stands by itself again. */
  async mergeInto(tx: Tx, id: string, target: string | null): Promise<SourceState> {
    return this.changed(
      await tx.query(
        `update source s set merged_into = $3, version = version + 1 where organization_id = $1 and id = $2
         returning ${sourceState('s')} as state`,
        [tx.organization, id, target],
      ),
    );
  }

  /** One that was merged into this one, if there is any. */
  async mergedHere(tx: Tx, id: string): Promise<string | undefined> {
    const [row] = await tx.query<{ id: string }>(
      `select id from source where organization_id = $1 and merged_into = $2 limit 1`,
      [tx.organization, id],
    );
    return row?.id;
  }

  private changed(rows: readonly { readonly state?: SourceState }[]): SourceState {
    return (rows[0] as { state: SourceState }).state;
  }
}
