import { Injectable } from '@nestjs/common';
import { Connections, type Statement } from '#libs/database';

/** Everyone who follows the log by its index. The sequencer marks each; none of them polls every organization. */
export const readers = ['signer', 'webhooks', 'published'] as const;
export type Reader = (typeof readers)[number];

@Injectable()
export class DueStore {
  constructor(private readonly connections: Connections) {}

  async organizations(reader: Reader): Promise<string[]> {
    const rows = await this.connections.acrossOrganizations<{ organization_id: string }>(
      `select organization_id from ledger_due where reader = $1 order by organization_id limit 1000`,
      [reader],
    );
    return rows.map((row) => row.organization_id);
  }

  /** This reader has handled everything before `size`; the mark stays, as a new one, if the head went on meanwhile. */
  async handled(statement: Statement, reader: Reader, organization: string, size: number): Promise<void> {
    await statement.query(
      `with done as (delete from ledger_due where reader = $1 and organization_id = $2 and size <= $3)
       update ledger_due set since = clock_timestamp() where reader = $1 and organization_id = $2 and size > $3`,
      [reader, organization, size],
    );
  }
}
