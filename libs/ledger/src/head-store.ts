import { Injectable } from '@nestjs/common';
import type { Statement } from '#libs/database';

export interface Head {
  readonly size: number;
  readonly frontier: Buffer[];
  readonly root: Buffer;
}

@Injectable()
export class HeadStore {
  async read(statement: Statement, organization: string): Promise<Head | undefined> {
    const [row] = await statement.query<{ size: string; frontier: Buffer[]; root: Buffer }>(
      `select size, frontier, root from ledger_head where organization_id = $1`,
      [organization],
    );
    return row && { ...row, size: Number(row.size) };
  }
}
