import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';

/** What an organization's endpoints were told last. */
export interface Told {
  readonly size: number;
  /** Null: nothing yet. */
  readonly secondsAgo: number | null;
  /** Of the log as it is now. */
  readonly logSize: number;
}

interface Row {
  readonly told_size: string;
  readonly seconds_ago: number | null;
  readonly log_size: string | null;
}

const columns = `p.told_size, extract(epoch from now() - p.told_at)::float8 as seconds_ago,
  (select size from ledger_head h where h.organization_id = $1) as log_size`;

@Injectable()
export class CheckpointMessageStore {
  /** Under the progress row, which the caller holds. */
  async told(tx: Tx): Promise<Told> {
    const [row] = await tx.query<Row>(`select ${columns} from fan_out_progress p where p.organization_id = $1`, [
      tx.organization,
    ]);
    return toldOf(row);
  }

  /** Waits for the progress row and holds it. */
  async hold(tx: Tx): Promise<Told> {
    const [row] = await tx.query<Row>(
      `select ${columns} from fan_out_progress p where p.organization_id = $1 for update of p`,
      [tx.organization],
    );
    return toldOf(row);
  }

  /** Enabled endpoints that want checkpoints. */
  async listeners(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from webhook_endpoint where organization_id = $1 and status = 'enabled' and checkpoints order by id`,
      [tx.organization],
    );
    return rows.map(({ id }) => id);
  }

  /** Of the newest signed checkpoint; 0 where nothing was signed. */
  async signedSize(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ size: string | null }>(
      `select max(size) as size from checkpoint where organization_id = $1`,
      [tx.organization],
    );
    return Number(row?.size ?? 0);
  }

  async add(
    tx: Tx,
    deliveries: readonly { readonly id: string; readonly endpoint: string }[],
    size: number,
    payloadVersion: number,
  ): Promise<void> {
    await tx.batch(
      `insert into delivery (organization_id, id, endpoint_id, checkpoint_size, payload_version, status, next_attempt_at, created_at)
       select $1, id, endpoint, $4, $5, 'pending', now(), now() from unnest($2::uuid[], $3::uuid[]) as given(id, endpoint)`,
      [tx.organization, deliveries.map(({ id }) => id), deliveries.map((one) => one.endpoint), size, payloadVersion],
    );
    await tx.query(`update fan_out_progress set told_size = $2, told_at = now() where organization_id = $1`, [
      tx.organization,
      size,
    ]);
  }
}

const toldOf = (row: Row | undefined): Told => ({
  size: Number(row?.told_size ?? 0),
  secondsAgo: row?.seconds_ago ?? null,
  logSize: Number(row?.log_size ?? 0),
});
