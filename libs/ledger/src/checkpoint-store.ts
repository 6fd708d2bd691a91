import { Injectable } from '@nestjs/common';
import { Connections, type Statement } from '#libs/database';

export interface SignedCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  /** C2SP signed note */
  readonly note: string;
}

interface Row {
  readonly size: string;
  readonly root: Buffer;
  readonly note: string;
}

@Injectable()
export class CheckpointStore {
  constructor(private readonly connections: Connections) {}

  /** One checkpoint a size for ever: a second one for the same size is dropped by the key. */
  async keep(statement: Statement, organization: string, checkpoint: SignedCheckpoint): Promise<void> {
    await statement.query(
      `insert into checkpoint (organization_id, size, root, note, signed_at) values ($1, $2, $3, $4, now())
       on conflict (organization_id, size) do nothing`,
      [organization, checkpoint.size, checkpoint.root, checkpoint.note],
    );
  }

  async latest(organization: string): Promise<SignedCheckpoint | undefined> {
    const [row] = await this.connections.read<Row>(
      organization,
      `select size, root, note from checkpoint where organization_id = $1 order by size desc limit 1`,
      [organization],
    );
    return row && { ...row, size: Number(row.size) };
  }

  /** The largest that vouches for no more than this size. */
  async upTo(organization: string, size: number): Promise<SignedCheckpoint | undefined> {
    const [row] = await this.connections.read<Row>(
      organization,
      `select size, root, note from checkpoint where organization_id = $1 and size <= $2 order by size desc limit 1`,
      [organization, size],
    );
    return row && { ...row, size: Number(row.size) };
  }

  async atSize(organization: string, size: number): Promise<SignedCheckpoint | undefined> {
    const [row] = await this.connections.read<Row>(
      organization,
      `select size, root, note from checkpoint where organization_id = $1 and size = $2`,
      [organization, size],
    );
    return row && { ...row, size: Number(row.size) };
  }
}
