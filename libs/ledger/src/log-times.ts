import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { Period } from '#libs/kernel';

export interface LogSpan {
  readonly from: number;
  readonly until: number;
}

/** From times and indexes of the log to its sizes: a log of size N holds the indexes below N. */
@Injectable()
export class LogTimes {
  constructor(private readonly connections: Connections) {}

  async size(organization: string): Promise<number> {
    const [row] = await this.connections.read<{ size: string }>(
      organization,
      `select size from ledger_head where organization_id = $1`,
      [organization],
    );
    return Number(row?.size ?? 0);
  }

  /** The indexes of a period: from `from` on and below `until`. */
  async span(organization: string, period: Period): Promise<LogSpan> {
    const [from, until] = await Promise.all([
      this.sizeAt(organization, period.from),
      this.sizeAt(organization, period.until),
    ]);
    return { from, until };
  }

  /** When the last entry of a log of this size got its index: the time of a checkpoint over it, as the log itself tells it. */
  async timeOf(organization: string, size: number): Promise<string> {
    const [row] = await this.connections.read<{ at: string }>(
      organization,
      `select instant(sequenced_at) as at from ledger_entry where organization_id = $1 and index = $2::bigint - 1`,
      [organization, size],
    );
    if (!row) throw new Error(`the log has no entry ${size - 1}`);
    return row.at;
  }

  /** How large the log was at a time (RFC 3339): up to the last index that was given at or before it. */
  async sizeAt(organization: string, time: string): Promise<number> {
    const [row] = await this.connections.read<{ index: string }>(
      organization,
      `select index from ledger_entry where organization_id = $1 and sequenced_at <= $2
        order by sequenced_at desc, index desc limit 1`,
      [organization, time],
    );
    return row ? Number(row.index) + 1 : 0;
  }
}
