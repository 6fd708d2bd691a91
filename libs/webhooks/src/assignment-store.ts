import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { LeasedWork } from '#libs/jobs';

/** Everything that one request needs, and the lease under which it is made. */
export interface Assignment {
  readonly work: LeasedWork;
  /** The `webhook-id` */
  readonly id: string;
  readonly endpoint: string;
  readonly url: string;
  readonly sealedSecret: Buffer;
  readonly payloadVersion: number;
  readonly event: Buffer;
  readonly index: number;
  readonly sequence: number;
  /** Requests in the log so far. */
  readonly attempts: number;
  /** There is still something to send, and somebody who wants it. */
  readonly isOpen: boolean;
}

interface Row {
  readonly id: string;
  readonly endpoint: string;
  readonly url: string;
  readonly sealed_secret: Buffer;
  readonly payload_version: number;
  readonly event: Buffer;
  readonly index: string;
  readonly sequence: string;
  readonly attempts: number;
  readonly is_open: boolean;
}

@Injectable()
export class AssignmentStore {
  constructor(private readonly connections: Connections) {}

  /** What was leased of one organization, in one statement, oldest delivery first. */
  async load(organization: string, works: readonly LeasedWork[]): Promise<Assignment[]> {
    const rows = await this.connections.read<Row>(
      organization,
      `select d.id, d.endpoint_id as endpoint, e.url, e.sealed_secret, d.payload_version, v.bytes as event,
              d.ledger_index as index, d.sequence, d.attempts, d.status = 'pending' and e.status = 'enabled' as is_open
         from delivery d
         join webhook_endpoint e on e.organization_id = d.organization_id and e.id = d.endpoint_id
         join event v on v.organization_id = d.organization_id and v.id = d.event_id
        where d.organization_id = $1 and d.id = any($2::uuid[]) order by d.id`,
      [organization, works.map((work) => work.subject)],
    );
    const leases = new Map(works.map((work) => [work.subject, work]));
    return rows.map((row) => ({
      work: leases.get(row.id) as LeasedWork,
      id: row.id,
      endpoint: row.endpoint,
      url: row.url,
      sealedSecret: row.sealed_secret,
      payloadVersion: row.payload_version,
      event: row.event,
      index: Number(row.index),
      sequence: Number(row.sequence),
      attempts: row.attempts,
      isOpen: row.is_open,
    }));
  }
}
