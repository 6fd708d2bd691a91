import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import { newId, refuse } from '#libs/kernel';

/** 25 MiB: a scanned report or a long page with its pictures inlined; film belongs in an archive. */
export const maxCaptureBytes = 25 * 1024 * 1024;
const chunkBytes = 256 * 1024;

/** Bytes that lie there under no name yet. */
export interface Uploaded {
  readonly upload: string;
  readonly sha256: string;
  readonly size: number;
}

/** The bytes of captures: each content once in an organization, in chunks of 256 KiB, named by its SHA-256. */
@Injectable()
export class CaptureContents {
  constructor(private readonly connections: Connections) {}

  /** Puts a stream down as it comes, outside any transaction. Errors: capture.too_large, capture.empty; nothing stays then. */
  async put(organization: string, content: AsyncIterable<Buffer>): Promise<Uploaded> {
    await this.sweep(organization);
    const upload = newId();
    await this.connections.read(organization, `insert into capture_upload (organization_id, id) values ($1, $2)`, [
      organization,
      upload,
    ]);
    try {
      return { upload, ...(await this.write(organization, upload, content)) };
    } catch (error) {
      await this.discard(organization, upload);
      throw error;
    }
  }

  /** Gives the bytes their name. The same content from before is kept instead, unless it was erased, and this copy goes. */
  async name(tx: Tx, { upload, sha256, size }: Uploaded): Promise<void> {
    const added = await tx.query(
      `insert into capture_content (organization_id, sha256, size, upload_id) values ($1, $2, $3, $4)
       on conflict (organization_id, sha256) do update set upload_id = excluded.upload_id
         where capture_content.upload_id is null returning 1`,
      [tx.organization, sha256, size, upload],
    );
    if (added.length > 0) return;
    await tx.query(`delete from capture_chunk where organization_id = $1 and upload_id = $2`, [
      tx.organization,
      upload,
    ]);
    await tx.query(`delete from capture_upload where organization_id = $1 and id = $2`, [tx.organization, upload]);
  }

  /** One chunk a statement: a slow reader holds no snapshot and no connection. */
  async *bytes(organization: string, sha256: string, size: number): AsyncGenerator<Buffer> {
    let read = 0;
    for (let number = 0; read < size; number += 1) {
      const [row] = await this.connections.read<{ bytes: Buffer }>(
        organization,
        `select k.bytes from capture_content c
           join capture_chunk k on k.organization_id = c.organization_id and k.upload_id = c.upload_id and k.number = $3
          where c.organization_id = $1 and c.sha256 = $2`,
        [organization, sha256, number],
      );
      // An end without a word would look like the whole of it.
      if (!row) throw new Error(`capture ${sha256} has lost its bytes from chunk ${number} on`);
      read += row.bytes.length;
      yield row.bytes;
    }
  }

  /** What never got a name: a broken upload, or one whose verb was refused. */
  async discard(organization: string, upload: string): Promise<void> {
    await this.erase(organization, `u.id = $2::uuid`, upload);
  }

  private async write(
    organization: string,
    upload: string,
    content: AsyncIterable<Buffer>,
  ): Promise<{ sha256: string; size: number }> {
    const hash = createHash('sha256');
    let [size, number, held, heldBytes] = [0, 0, [] as Buffer[], 0];
    const put = async (): Promise<void> => {
      await this.connections.read(
        organization,
        `insert into capture_chunk (organization_id, upload_id, number, bytes) values ($1, $2, $3, $4)`,
        [organization, upload, number, Buffer.concat(held)],
      );
      [number, held, heldBytes] = [number + 1, [], 0];
    };
    for await (const part of content) {
      size += part.length;
      if (size > maxCaptureBytes) refuseTooLarge();
      hash.update(part);
      held.push(part);
      heldBytes += part.length;
      if (heldBytes >= chunkBytes) await put();
    }
    if (size === 0) refuse('capture.empty', 'There was nothing in the body. Send the bytes of the source.');
    if (heldBytes > 0) await put();
    return { sha256: hash.digest('hex'), size };
  }

  /** What a killed process left behind. */
  private async sweep(organization: string): Promise<void> {
    await this.erase(organization, `u.begun_at < now() - make_interval(days => $2::int)`, 1);
  }

  private async erase(organization: string, which: string, value: unknown): Promise<void> {
    await this.connections.read(
      organization,
      `with gone as (select u.id from capture_upload u where u.organization_id = $1 and ${which}
           and not exists (select from capture_content c where c.organization_id = $1 and c.upload_id = u.id)),
         chunks as (delete from capture_chunk k using gone where k.organization_id = $1 and k.upload_id = gone.id)
       delete from capture_upload u using gone where u.organization_id = $1 and u.id = gone.id`,
      [organization, value],
    );
  }
}

const refuseTooLarge = (): never =>
  refuse(
    'capture.too_large',
    'A capture takes 25 MiB at the most. Capture the part that is cited, or link an archive.',
  );
