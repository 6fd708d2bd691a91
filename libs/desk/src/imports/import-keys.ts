import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { newId } from '#libs/kernel';
import type { ImportKind } from './import-state.js';

/** One row of an import, checked: its line, its own id at the source, and what it says. */
export interface ImportRow<Row> {
  readonly line: number;
  readonly externalId: string;
  readonly row: Row;
}

@Injectable()
export class ImportKeys {
  /** Rows that are new, each with its new subject's id. A repeated row is known by (kind, source, external id). */
  async claim<Row>(
    tx: Tx,
    kind: ImportKind,
    source: string,
    rows: readonly ImportRow<Row>[],
  ): Promise<(ImportRow<Row> & { id: string })[]> {
    // The same id twice in one batch: the first one counts.
    const seen = new Set<string>();
    const first = rows.filter(({ externalId }) => !seen.has(externalId) && seen.add(externalId));
    const ids = first.map(() => newId());
    const added = await tx.batch<{ external_id: string }>(
      `insert into import_key (organization_id, kind, source, external_id, subject_id)
       select $1, $2, $3, * from unnest($4::text[], $5::uuid[]) on conflict do nothing returning external_id`,
      [tx.organization, kind, source, first.map((row) => row.externalId), ids],
    );
    const isNew = new Set(added.map((row) => row.external_id));
    return first.flatMap((row, place) => (isNew.has(row.externalId) ? [{ ...row, id: ids[place] as string }] : []));
  }

  /** Which subject a row of an earlier import became. */
  async subjects(
    tx: Tx,
    kind: ImportKind,
    source: string,
    externalIds: readonly string[],
  ): Promise<Map<string, string>> {
    const rows = await tx.batch<{ external_id: string; subject_id: string }>(
      `select external_id, subject_id from import_key where organization_id = $1 and kind = $2 and source = $3 and external_id = any($4::text[])`,
      [tx.organization, kind, source, externalIds],
    );
    return new Map(rows.map((row) => [row.external_id, row.subject_id]));
  }
}
