import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { LeasedWork } from '#libs/jobs';
import type { Place, TellableCheckpoint } from './payload.js';

/** Everything that one request needs, and the lease under which it is made. */
export interface Assignment {
  readonly work: LeasedWork;
  /** The `webhook-id` */
  readonly id: string;
  readonly endpoint: string;
  readonly url: string;
  readonly sealedSecret: Buffer;
  readonly earlierSecrets: readonly EarlierSecret[];
  readonly sealedHeaders: Buffer | null;
  readonly payloadVersion: number;
  /** Neither an event nor a checkpoint: a test. */
  readonly event: Buffer | null;
  readonly checkpoint: TellableCheckpoint | null;
  readonly place: Place;
  readonly createdAt: string;
  /** Requests in the log so far, and how many of them were made before the schedule began anew. */
  readonly attempts: number;
  readonly roundFrom: number;
  /** There is still something to send, and somebody who wants it. */
  readonly isOpen: boolean;
  readonly ratePerSecond: number | null;
  readonly strictOrder: boolean;
  /** Nothing before it is pending; always so without strict order. */
  readonly isFirst: boolean;
  readonly isFailing: boolean;
  /** The endpoint asked for so much more patience. */
  readonly pausedSeconds: number;
}

/** One before the current secret, in its grace. */
export interface EarlierSecret {
  readonly sealed: Buffer;
  /** On the monotonic clock of this process. */
  readonly until: number;
}

interface Row {
  readonly id: string;
  readonly endpoint: string;
  readonly url: string;
  readonly sealed_secret: Buffer;
  readonly earlier: readonly { readonly sealed: string; readonly seconds: number }[] | null;
  readonly sealed_headers: Buffer | null;
  readonly payload_version: number;
  readonly event: Buffer | null;
  readonly checkpoint: TellableCheckpoint | null;
  readonly index: string | null;
  readonly sequence: string | null;
  readonly thin: boolean;
  readonly created_at: string;
  readonly attempts: number;
  readonly round_from: number;
  readonly is_open: boolean;
  readonly rate: number | null;
  readonly strict_order: boolean;
  readonly is_first: boolean;
  readonly is_failing: boolean;
  readonly paused_seconds: number;
}

const statement = `select d.id, d.endpoint_id as endpoint, e.url, e.sealed_secret, e.sealed_headers, d.payload_version, v.bytes as event,
        (select json_build_object('size', c.size, 'note', c.note, 'signedAt', instant(c.signed_at)) from checkpoint c
          where c.organization_id = $1 and c.size = d.checkpoint_size) as checkpoint,
        d.ledger_index as index, d.sequence, d.thin, instant(d.created_at) as created_at, d.attempts, d.round_from,
        d.status = 'pending' and (e.status = 'enabled' or d.event_id is null and d.checkpoint_size is null and e.status = 'disabled') as is_open,
        e.rate_per_second as rate, e.strict_order,
        not e.strict_order or not exists (select from delivery p where p.organization_id = $1 and p.endpoint_id = d.endpoint_id
           and p.status = 'pending' and p.ledger_index < d.ledger_index) as is_first,
        h.failing_since is not null as is_failing,
        coalesce(greatest(0, extract(epoch from h.paused_until - now())), 0)::float8 as paused_seconds,
        (select json_agg(json_build_object('sealed', encode(s.sealed, 'base64'), 'seconds', extract(epoch from s.ends_at - now())) order by s.id desc)
           from webhook_earlier_secret s where s.organization_id = $1 and s.endpoint_id = e.id and s.ends_at > now()) as earlier
   from delivery d
   join webhook_endpoint e on e.organization_id = d.organization_id and e.id = d.endpoint_id
   left join event v on v.organization_id = d.organization_id and v.id = d.event_id
   left join endpoint_health h on h.organization_id = d.organization_id and h.endpoint_id = d.endpoint_id
  where d.organization_id = $1 and d.id = any($2::uuid[]) order by d.id`;

@Injectable()
export class AssignmentStore {
  constructor(private readonly connections: Connections) {}

  /** What was leased of one organization, in one statement, oldest delivery first. */
  async load(organization: string, works: readonly LeasedWork[]): Promise<Assignment[]> {
    const askedAt = performance.now();
    const ids = works.map((work) => work.subject);
    const rows = await this.connections.read<Row>(organization, statement, [organization, ids]);
    const leases = new Map(works.map((work) => [work.subject, work]));
    return rows.map((row) => assignment(row, leases.get(row.id) as LeasedWork, askedAt));
  }
}

const assignment = (row: Row, work: LeasedWork, askedAt: number): Assignment => ({
  work,
  id: row.id,
  endpoint: row.endpoint,
  url: row.url,
  sealedSecret: row.sealed_secret,
  earlierSecrets: (row.earlier ?? []).map(({ sealed, seconds }) => ({
    sealed: Buffer.from(sealed, 'base64'),
    until: askedAt + seconds * 1_000,
  })),
  sealedHeaders: row.sealed_headers,
  payloadVersion: row.payload_version,
  event: row.event,
  checkpoint: row.checkpoint,
  place: { index: Number(row.index), sequence: Number(row.sequence), thin: row.thin },
  createdAt: row.created_at,
  attempts: row.attempts,
  roundFrom: row.round_from,
  isOpen: row.is_open,
  ratePerSecond: row.rate,
  strictOrder: row.strict_order,
  isFirst: row.is_first,
  isFailing: row.is_failing,
  pausedSeconds: row.paused_seconds,
});
