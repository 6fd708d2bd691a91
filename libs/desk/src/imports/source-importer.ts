import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { SubjectState } from '#libs/kernel';
import type { NewEvent } from '#libs/ledger';
import { type NewSource, sourceState } from '../evidence/source-store.js';
import type { ImportRow } from './import-keys.js';
import type { Importer, Prepared, WantedImport } from './importer.js';

@Injectable()
export class SourceImporter implements Importer<NewSource> {
  readonly kind = 'sources';

  async prepare(_tx: Tx, _wanted: WantedImport, rows: readonly ImportRow<NewSource>[]) {
    return { fit: rows.map((row) => ({ ...row, more: undefined })), faults: [] };
  }

  async write(tx: Tx, rows: readonly (Prepared<NewSource, undefined> & { id: string })[]): Promise<NewEvent[]> {
    const added = await tx.batch<{ state: SubjectState }>(
      `insert into source as s (organization_id, id, kind, title, publisher, url, access, interests, archived_url, unnamed, created_at)
       select $1, x.id, x.kind, x.title, x.publisher, x.url, x.access, x.interests, x."archivedUrl", coalesce(x.unnamed, false), $3
         from jsonb_to_recordset($2::jsonb) as x(id uuid, kind text, title text, publisher text, url text, access text, interests text, "archivedUrl" text, unnamed boolean)
       returning ${sourceState('s')} as state`,
      [tx.organization, JSON.stringify(rows.map(({ id, row }) => ({ ...row, id }))), tx.now],
    );
    return added.map(({ state }) => ({
      type: 'source.registered',
      root: state.id,
      changes: [{ type: 'source', id: state.id, version: state.version, after: state }],
      facts: { imported: true },
    }));
  }
}
