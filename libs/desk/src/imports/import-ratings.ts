import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';

/** A rating as an archive writes it (null: none), what it becomes here (null: nobody said), and on how many lines it stands. */
export interface FoundRating {
  readonly label: string | null;
  readonly code: string | null;
  readonly count: number;
}

// An archive with more than this many labels has them in the wrong field.
const mostLabels = 1_000;
const mostLabel = 300;

/** Which ratings an archive holds: what an editor reads after a dry run to say what each of them means. */
@Injectable()
export class ImportRatings {
  constructor(private readonly connections: Connections) {}

  async count(tx: Tx, importId: string, found: readonly Omit<FoundRating, 'count'>[]): Promise<void> {
    const counts = new Map<string, { label: string; code: string | null; count: number }>();
    for (const { label, code } of found) {
      const key = (label ?? '').slice(0, mostLabel);
      const known = counts.get(key);
      counts.set(key, { label: key, code, count: (known?.count ?? 0) + 1 });
    }
    const rows = [...counts.values()].slice(0, mostLabels);
    await tx.batch(
      `insert into import_rating as r (organization_id, import_id, label, code, count)
       select $1, $2, * from unnest($3::text[], $4::text[], $5::bigint[])
       on conflict (organization_id, import_id, label) do update set count = r.count + excluded.count`,
      [tx.organization, importId, rows.map((r) => r.label), rows.map((r) => r.code), rows.map((r) => r.count)],
    );
  }

  /** Those that nobody gave a meaning first, then by how often they stand. */
  list(organization: string, importId: string): Promise<FoundRating[]> {
    return this.connections.read<FoundRating & { label: string | null }>(
      organization,
      `select nullif(label, '') as label, code, count::float8 as count from import_rating
        where organization_id = $1 and import_id = $2 order by code is not null, count desc, label limit ${mostLabels}`,
      [organization, importId],
    );
  }
}
