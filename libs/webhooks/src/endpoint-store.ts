import { Injectable } from '@nestjs/common';
import { Connections, type Statement, type Tx } from '#libs/database';
import { refuse } from '#libs/kernel';
import { type Endpoint, endpointState, type EndpointTerms } from './endpoint.js';

interface StateRow {
  readonly state: Endpoint;
}

/** Headers as they are kept: names to show, values sealed together. */
export interface KeptHeaders {
  readonly names: readonly string[];
  readonly sealed: Buffer | null;
}

export interface NewEndpoint extends EndpointTerms {
  readonly id: string;
  readonly headers: KeptHeaders;
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
      `select ${endpointState} as state from webhook_endpoint e where e.organization_id = $1 and e.id < $3 and e.status <> 'archived'
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
      `insert into webhook_endpoint as e (organization_id, id, url, description, event_types, filter, payload, rate_per_second,
         strict_order, checkpoints, header_names, sealed_headers, status, sealed_secret, from_index, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'enabled', $13, $14, $15) returning ${endpointState} as state`,
      [
        tx.organization,
        endpoint.id,
        ...termValues(endpoint),
        ...headerValues(endpoint.headers),
        endpoint.sealedSecret,
        endpoint.fromIndex,
        tx.now,
      ],
    );
    return (row as StateRow).state;
  }

  /** Headers that are not given stay as they are. */
  async change(tx: Tx, id: string, terms: EndpointTerms, headers?: KeptHeaders): Promise<Endpoint> {
    const [row] = await tx.query<StateRow>(
      `update webhook_endpoint e set url = $3, description = $4, event_types = $5, filter = $6, payload = $7, rate_per_second = $8,
              strict_order = $9, checkpoints = $10, header_names = case when $13 then $11 else header_names end,
              sealed_headers = case when $13 then $12 else sealed_headers end, version = version + 1
        where e.organization_id = $1 and e.id = $2 returning ${endpointState} as state`,
      [tx.organization, id, ...termValues(terms), ...headerValues(headers), headers !== undefined],
    );
    return (row as StateRow).state;
  }

  /** Locked, at the version that the caller saw where they named one. An archived one is kept for its log and is otherwise gone. */
  async lock(tx: Tx, id: string, version?: number): Promise<Endpoint> {
    const [row] = await tx.query<StateRow>(
      `select ${endpointState} as state from webhook_endpoint e where e.organization_id = $1 and e.id = $2 for no key update`,
      [tx.organization, id],
    );
    const endpoint = row?.state ?? refuse('not_found');
    if (version !== undefined && version !== endpoint.version) {
      refuse('request.stale', `The endpoint is at version ${endpoint.version}, not ${version}. Read it again.`, {
        facts: { version: endpoint.version },
      });
    }
    if (endpoint.status === 'archived') {
      refuse('endpoint.archived', 'This endpoint was deleted; its deliveries can still be read. Make a new one.');
    }
    return endpoint;
  }

  /** In the order of their ids, as fan-out locks them. */
  async lockAll(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await tx.query(
      `select id from webhook_endpoint where organization_id = $1 and id = any($2::uuid[]) order by id for no key update`,
      [tx.organization, ids],
    );
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

  /** For good: nothing is sent any more, and its secrets are forgotten. */
  async archive(tx: Tx, id: string): Promise<Endpoint> {
    const [row] = await tx.query<StateRow>(
      `update webhook_endpoint e set status = 'archived', disabled_reason = null, sealed_secret = '', sealed_headers = null,
              header_names = '{}', version = version + 1
        where e.organization_id = $1 and e.id = $2 returning ${endpointState} as state`,
      [tx.organization, id],
    );
    await this.cancelDeliveries(tx, id);
    return (row as StateRow).state;
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

const termValues = (terms: EndpointTerms): unknown[] => [
  terms.url,
  terms.description,
  terms.eventTypes,
  terms.filter,
  terms.payload,
  terms.ratePerSecond,
  terms.strictOrder,
  terms.checkpoints,
];

const headerValues = (headers: KeptHeaders = { names: [], sealed: null }): unknown[] => [headers.names, headers.sealed];
