import type { Client } from 'pg';

export interface Change {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly after: Readonly<Record<string, unknown>>;
}

/** One event as its bytes tell it, with its place among the others. */
export interface Told {
  readonly position: number;
  readonly type: string;
  readonly actor: { readonly kind: string; readonly member: string | null; readonly key: string | null };
  readonly policy: number | null;
  readonly root: string;
  readonly changes: readonly Change[];
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What came into an organization's log behind this position, in the order of the log. */
export async function toldSince(client: Client, organization: string, position: number): Promise<Told[]> {
  const { rows } = await client.query<{ position: string; bytes: Buffer }>(
    `select position, bytes from event where organization_id = $1 and position > $2 order by position`,
    [organization, position],
  );
  return rows.map((row) => ({
    ...(JSON.parse(row.bytes.toString('utf8')) as Omit<Told, 'position'>),
    position: Number(row.position),
  }));
}

/** Says what is wrong, if it is. */
export type Demand = (what: string, right: boolean) => void;
