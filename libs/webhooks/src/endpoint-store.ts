import { Injectable } from '@nestjs/common';
import { Connections, type Statement, type Tx } from '#libs/database';
import type { JsonObject } from '#libs/kernel';

/** An endpoint as everyone sees it: the answer, the event, the list. Never its secret. */
export interface Endpoint extends JsonObject {
  readonly id: string;
  readonly url: string;
  readonly description: string | null;
  readonly eventTypes: readonly string[];
  readonly status: 'enabled' | 'disabled';
  readonly disabledReason: string | null;
  readonly version: number;
  /** RFC 3339 */
  readonly createdAt: string;
}

export const endpointState = `json_build_object('id', e.id, 'url', e.url, 'description', e.description, 'eventTypes', e.event_types,
  'status', e.status, 'disabledReason', e.disabled_reason, 'version', e.version, 'createdAt', instant(e.created_at))`;

interface StateRow {
  readonly state: Endpoint;
}

export interface NewEndpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string | null;
  readonly eventTypes: readonly string[];
  readonly sealedSecret: Buffer;
  readonly fromIndex: number;
}

@Injectable()
export class EndpointStore {
  constructor(private readonly connections: Connections) {}

  async get(organization: string, id: string): Promise<Endpoint | undefined> {
    const [row] = await this.connections.read<StateRow>(
      organization,
      `select ${endpointState} as state from webhook_endpoint e where e.organization_id = $1 and e.id = $2`,
      [organization, id],
    );
    return row?.state;
  }

  /** Newest first; `after` is the last id of the page before. */
  async list(organization: string, limit: number, after?: string): Promise<Endpoint[]> {
    const rows = await this.connections.read<StateRow>(
      organization,
      `select ${endpointState} as state from webhook_endpoint e where e.organization_id = $1 and e.id < $3
        order by e.id desc limit $2`,
      [organization, limit, after ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    );
    return rows.map((row) => row.state);
  }

  /**
   * Stops the organization's fan-out until the transaction ends and gives the size of its log: from there on nothing has
   * been fanned out, so an endpoint that begins there misses nothing and gets nothing older.
   */
  async holdFanOut(tx: Tx): Promise<number> {
    await tx.query(
      `insert into fan_out_progress (organization_id, next_index) values ($1, 0) on conflict (organization_id) do nothing`,
      [tx.organization],
    );
    await tx.query(`select next_index from fan_out_progress where organization_id = $1 for update`, [tx.organization]);
    const [head] = await tx.query<{ size: string }>(`select size from ledger_head where organization_id = $1`, [
      tx.organization,
    ]);
    return Number(head?.size ?? 0);
  }

  async add(tx: Tx, endpoint: NewEndpoint): Promise<Endpoint> {
    const [row] = await tx.query<StateRow>(
      `insert into webhook_endpoint as e
         (organization_id, id, url, description, event_types, status, sealed_secret, from_index, created_at)
       values ($1, $2, $3, $4, $5, 'enabled', $6, $7, $8) returning ${endpointState} as state`,
      [
        tx.organization,
        endpoint.id,
        endpoint.url,
        endpoint.description,
        endpoint.eventTypes,
        endpoint.sealedSecret,
        endpoint.fromIndex,
        tx.now,
      ],
    );
    return (row as StateRow).state;
  }

  async lock(tx: Tx, id: string): Promise<Endpoint | undefined> {
    const [row] = await tx.query<StateRow>(
      `select ${endpointState} as state from webhook_endpoint e where e.organization_id = $1 and e.id = $2 for update`,
      [tx.organization, id],
    );
    return row?.state;
  }

  /** Disables an enabled endpoint and ends its open deliveries. Gives nothing when it was disabled before. */
  async disable(tx: Tx, id: string, reason: string): Promise<Endpoint | undefined> {
    const [row] = await tx.query<StateRow>(
      `update webhook_endpoint e set status = 'disabled', disabled_reason = $3, version = version + 1
        where e.organization_id = $1 and e.id = $2 and e.status = 'enabled' returning ${endpointState} as state`,
      [tx.organization, id, reason],
    );
    if (row) await this.cancelDeliveries(tx, id);
    return row?.state;
  }

  /** What happened while it was disabled is not sent: it begins anew at `fromIndex`. Its sequence goes on. */
  async enable(tx: Tx, id: string, fromIndex: number): Promise<Endpoint | undefined> {
    const [row] = await tx.query<StateRow>(
      `update webhook_endpoint e set status = 'enabled', disabled_reason = null, version = version + 1, from_index = $3
        where e.organization_id = $1 and e.id = $2 and e.status = 'disabled' returning ${endpointState} as state`,
      [tx.organization, id, fromIndex],
    );
    return row?.state;
  }

  // Their leases are left to whoever holds them: a request under way still gets its line in the attempt log.
  private async cancelDeliveries(statement: Statement & { organization: string }, endpoint: string): Promise<void> {
    await statement.query(
      `update delivery set status = 'cancelled', next_attempt_at = null, finished_at = now()
        where organization_id = $1 and endpoint_id = $2 and status = 'pending'`,
      [statement.organization, endpoint],
    );
  }
}
