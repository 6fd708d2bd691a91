import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { CaptureStatus } from '#libs/factcheck';
import { newId, type PageRequest, refuse, type SubjectState } from '#libs/kernel';
import { lastId, type ListRow, type SingleRow } from '../reads.js';
import { CaptureContents, type Uploaded } from './capture-contents.js';

/** What whoever uploads says of the bytes. Nothing of it is checked; the digest is. */
export interface CaptureFacts {
  readonly url?: string;
  readonly name?: string;
  readonly contentType?: string;
  /** When they got the bytes, if they say so. */
  readonly retrievedAt?: string;
}

export const captureState = (
  c: string,
): string => `json_build_object('id', ${c}.id, 'status', ${c}.status, 'url', ${c}.url, 'name', ${c}.name,
  'contentType', ${c}.content_type, 'sha256', ${c}.sha256, 'size', ${c}.size, 'retrievedAt', instant(${c}.retrieved_at),
  'httpStatus', ${c}.http_status, 'failure', ${c}.failure,
  'addedBy', json_build_object('member', ${c}.added_by_member, 'key', ${c}.added_by_key),
  'version', ${c}.version, 'createdAt', instant(${c}.created_at))`;

export type CaptureState = SubjectState & { readonly status: CaptureStatus; readonly url: string | null };

export interface CaptureFile {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly bytes: AsyncGenerator<Buffer>;
}

/** Which bytes were captured, from where and when. Two captures of the same bytes are two facts over one content. */
@Injectable()
export class CaptureStore {
  constructor(
    private readonly connections: Connections,
    private readonly contents: CaptureContents,
  ) {}

  async addUploaded(tx: Tx, { sha256, size }: Uploaded, facts: CaptureFacts): Promise<CaptureState> {
    return this.add(tx, 'uploaded', { ...facts, sha256, size });
  }

  async addRequested(tx: Tx, url: string): Promise<CaptureState> {
    return this.add(tx, 'requested', { url });
  }

  private async add(
    tx: Tx,
    status: CaptureStatus,
    facts: CaptureFacts & { readonly sha256?: string; readonly size?: number },
  ): Promise<CaptureState> {
    const [row] = await tx.query<{ state: CaptureState }>(
      `insert into capture as c (organization_id, id, status, url, name, content_type, sha256, size, retrieved_at, added_by_member, added_by_key, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning ${captureState('c')} as state`,
      [
        tx.organization,
        newId(),
        status,
        facts.url ?? null,
        facts.name ?? null,
        facts.contentType ?? null,
        facts.sha256 ?? null,
        facts.size ?? null,
        facts.retrievedAt ?? null,
        tx.actor.member ?? null,
        tx.actor.key ?? null,
        tx.now,
      ],
    );
    return (row as { state: CaptureState }).state;
  }

  /** The end of a request, once: nothing when it had ended before. */
  async end(
    tx: Tx,
    id: string,
    outcome:
      | { readonly bytes: Uploaded; readonly contentType: string | null; readonly httpStatus: number }
      | { readonly failure: string; readonly httpStatus: number | null },
  ): Promise<CaptureState | undefined> {
    const bytes = 'bytes' in outcome ? outcome : undefined;
    const [row] = await tx.query<{ state: CaptureState }>(
      `update capture c set status = $3, http_status = $4, content_type = $5, sha256 = $6, size = $7, failure = $8,
         retrieved_at = $9, version = version + 1
       where organization_id = $1 and id = $2 and status = 'requested' returning ${captureState('c')} as state`,
      [
        tx.organization,
        id,
        bytes ? 'fetched' : 'failed',
        outcome.httpStatus,
        bytes?.contentType ?? null,
        bytes?.bytes.sha256 ?? null,
        bytes?.bytes.size ?? null,
        'failure' in outcome ? outcome.failure : null,
        bytes ? tx.now : null,
      ],
    );
    return row?.state;
  }

  /** What a citation takes from a capture. Errors: not_found, capture.not_ready. */
  async citable(tx: Tx, id: string): Promise<{ contentHash: string; retrievedAt?: string }> {
    const [row] = await tx.query<{ status: string; sha256: string | null; retrieved_at: string | null }>(
      `select status, sha256, instant(retrieved_at) as retrieved_at from capture where organization_id = $1 and id = $2`,
      [tx.organization, id],
    );
    if (!row) refuse('not_found', `There is no capture ${id} here.`);
    const contentHash = row.sha256 ?? refuseBytes(row.status);
    return { contentHash, ...(row.retrieved_at ? { retrievedAt: row.retrieved_at } : {}) };
  }

  /** The address that is to be fetched, unless somebody has. */
  async requested(organization: string, id: string): Promise<string | undefined> {
    const [row] = await this.connections.read<{ url: string }>(
      organization,
      `select url from capture where organization_id = $1 and id = $2 and status = 'requested'`,
      [organization, id],
    );
    return row?.url;
  }

  async get(organization: string, id: string): Promise<SingleRow | undefined> {
    const [row] = await this.connections.read<SingleRow>(
      organization,
      `select ${captureState('c')}::text as json, c.version from capture c where organization_id = $1 and id = $2`,
      [organization, id],
    );
    return row;
  }

  list(organization: string, page: PageRequest): Promise<ListRow[]> {
    return this.connections.read<ListRow>(
      organization,
      `select c.id, ${captureState('c')}::text as json from capture c
        where organization_id = $1 and id < $2 order by id desc limit $3`,
      [organization, page.after ?? lastId, page.limit],
    );
  }

  /** Errors: not_found, capture.not_ready, capture.erased. */
  async file(organization: string, id: string): Promise<CaptureFile> {
    const [row] = await this.connections.read<{ status: string; sha256: string | null; size: number; kept: boolean }>(
      organization,
      `select k.status, k.sha256, k.size, c.upload_id is not null as kept from capture k
         left join capture_content c on c.organization_id = k.organization_id and c.sha256 = k.sha256
        where k.organization_id = $1 and k.id = $2`,
      [organization, id],
    );
    if (!row) refuse('not_found', `There is no capture ${id} here.`);
    const sha256 = row.sha256 ?? refuseBytes(row.status);
    if (!row.kept)
      refuse('capture.erased', `These bytes were erased because they held personal data. Their digest was ${sha256}.`);
    return { id, sha256, size: row.size, bytes: this.contents.bytes(organization, sha256, row.size) };
  }
}

const refuseBytes = (status: string): never =>
  refuse(
    'capture.not_ready',
    status === 'requested'
      ? 'This address has not been fetched yet. Ask again in some seconds.'
      : 'This address could not be captured; the capture says why. Capture it again or upload the bytes.',
  );
