import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';

/** A file in the making or kept: its chunks, and what they are together. Two reports with the same bytes keep one. */
@Injectable()
export class ReportContents {
  constructor(private readonly connections: Connections) {}

  /**
   * Of the file that was just written, or of the one that is here already with the same bytes: then what was written goes.
   * Errors: none; two that finish at once wait for each other.
   */
  async keepOnce(tx: Tx, written: string, file: { sha256: string; size: number }): Promise<string> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1 || $2, 0))`, [tx.organization, file.sha256]);
    // Locked, so that nobody lets go of it before this report holds it.
    const [same] = await tx.query<{ id: string }>(
      `select id from report_content where organization_id = $1 and sha256 = $2 for update`,
      [tx.organization, file.sha256],
    );
    if (same) return same.id;
    await tx.query(`update report_content set sha256 = $3, size = $4 where organization_id = $1 and id = $2`, [
      tx.organization,
      written,
      file.sha256,
      file.size,
    ]);
    return written;
  }

  /**
   * Takes away what no report holds any more. The lock comes in a statement of its own: what another report has taken up
   * meanwhile is seen by the next one.
   */
  async dropUnheld(tx: Tx, id: string): Promise<void> {
    await tx.query(`select id from report_content where organization_id = $1 and id = $2 for update`, [
      tx.organization,
      id,
    ]);
    const isHeld = `exists (select from report r where r.organization_id = $1 and r.content_id = $2)`;
    await tx.query(`delete from report_chunk where organization_id = $1 and content_id = $2 and not ${isHeld}`, [
      tx.organization,
      id,
    ]);
    await tx.query(`delete from report_content where organization_id = $1 and id = $2 and not ${isHeld}`, [
      tx.organization,
      id,
    ]);
  }

  async chunk(organization: string, id: string, number: number): Promise<Buffer | undefined> {
    const [row] = await this.connections.read<{ bytes: Buffer }>(
      organization,
      `select bytes from report_chunk where organization_id = $1 and content_id = $2 and number = $3`,
      [organization, id, number],
    );
    return row?.bytes;
  }
}
