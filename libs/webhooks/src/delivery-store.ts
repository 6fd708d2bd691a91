import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { JsonObject } from '#libs/kernel';
import type { AttemptResult } from './attempt-outcome.js';
import type { PayloadKind } from './endpoint.js';
import { everyAttempt, everyDelivery } from './ever.js';

export const deliveryKinds = ['event', 'test', 'checkpoint'] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

export const deliveryStatuses = ['pending', 'delivered', 'exhausted', 'cancelled'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One event, or a message (a test, a checkpoint of the ledger), on its way to one endpoint. `id` is the receiver's `webhook-id`. Times are RFC 3339. */
export interface Delivery {
  readonly id: string;
  readonly endpoint: string;
  readonly kind: DeliveryKind;
  /** Null of a message, like its places. */
  readonly event: string | null;
  readonly index: number | null;
  readonly sequence: number | null;
  readonly payload: PayloadKind;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** One HTTP request. `timing` is in milliseconds. */
export interface Attempt {
  readonly id: string;
  readonly number: number;
  readonly url: string | null;
  readonly requestBytes: number | null;
  readonly startedAt: string;
  readonly result: AttemptResult;
  readonly status: number | null;
  readonly detail: string | null;
  readonly responseHeaders: JsonObject | null;
  readonly responseBody: string | null;
  readonly responseTruncated: boolean;
  readonly timing: JsonObject;
}

const state = `json_build_object('id', d.id, 'endpoint', d.endpoint_id,
  'kind', case when d.checkpoint_size is not null then 'checkpoint' when d.event_id is null then 'test' else 'event' end, 'event', d.event_id, 'index', d.ledger_index,
  'sequence', d.sequence, 'payload', case when d.thin then 'thin' else 'full' end, 'status', d.status, 'attempts', d.attempts, 'nextAttemptAt', instant(d.next_attempt_at),
  'createdAt', instant(d.created_at), 'finishedAt', instant(d.finished_at))`;

const attemptState = `json_build_object('id', a.id, 'number', a.number, 'url', a.url, 'requestBytes', a.request_bytes, 'startedAt', instant(a.started_at),
  'result', a.result, 'status', a.status, 'detail', a.detail, 'responseHeaders', a.response_headers, 'responseBody', a.response_body,
  'responseTruncated', a.response_truncated, 'timing', a.timing)`;

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

@Injectable()
export class DeliveryStore {
  constructor(private readonly connections: Connections) {}

  async get(organization: string, id: string): Promise<Delivery | undefined> {
    const [row] = await this.connections.read<{ state: Delivery }>(
      organization,
      `select ${state} as state from ${everyDelivery} d where d.organization_id = $1 and d.id = $2`,
      [organization, id],
    );
    return row?.state;
  }

  /** The same within a verb. */
  async read(tx: Tx, id: string): Promise<Delivery | undefined> {
    const [row] = await tx.query<{ state: Delivery }>(
      `select ${state} as state from ${everyDelivery} d where d.organization_id = $1 and d.id = $2`,
      [tx.organization, id],
    );
    return row?.state;
  }

  async addTest(tx: Tx, id: string, endpoint: string, payloadVersion: number): Promise<Delivery> {
    const [row] = await tx.query<{ state: Delivery }>(
      `insert into delivery as d (organization_id, id, endpoint_id, payload_version, status, next_attempt_at, created_at)
       values ($1, $2, $3, $4, 'pending', now(), now()) returning ${state} as state`,
      [tx.organization, id, endpoint, payloadVersion],
    );
    return (row as { state: Delivery }).state;
  }

  /** An endpoint's deliveries, newest first, of one status where one is named. */
  async list(
    organization: string,
    endpoint: string,
    status: DeliveryStatus | undefined,
    limit: number,
    after: string = lastId,
  ): Promise<Delivery[]> {
    const values: unknown[] = [organization, endpoint, limit, after];
    if (status) values.push(status);
    const rows = await this.connections.read<{ state: Delivery }>(
      organization,
      `select ${state} as state from ${everyDelivery} d
        where d.organization_id = $1 and d.endpoint_id = $2 and d.id < $4 ${status ? 'and d.status = $5' : ''}
        order by d.id desc limit $3`,
      values,
    );
    return rows.map((row) => row.state);
  }

  /** Every request that was made for a delivery, in order. There are about ten: the schedule ends. */
  async attempts(organization: string, delivery: string): Promise<Attempt[]> {
    const rows = await this.connections.read<{ state: Attempt }>(
      organization,
      `select ${attemptState} as state from ${everyAttempt} a where a.organization_id = $1 and a.delivery_id = $2
        order by a.number limit 1000`,
      [organization, delivery],
    );
    return rows.map((row) => row.state);
  }
}
