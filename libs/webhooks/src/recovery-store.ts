import { Injectable } from '@nestjs/common';
import { Connections, type Statement, type Tx } from '#libs/database';
import { refuse } from '#libs/kernel';
import { everyDelivery } from './ever.js';
import type { Recovery, RecoveryInput, RecoveryScope } from './recovery.js';

export const recoveryState = `json_build_object('id', r.id, 'endpoint', r.endpoint_id, 'scope', r.scope, 'fromIndex', r.from_index,
  'untilIndex', r.until_index, 'nextIndex', r.next_index, 'deliveries', r.deliveries, 'status', r.status,
  'createdAt', instant(r.created_at), 'finishedAt', instant(r.finished_at))`;

interface StateRow {
  readonly state: Recovery;
}

export interface EndedDelivery {
  readonly id: string;
  readonly index: number;
  readonly status: string;
}

@Injectable()
export class RecoveryStore {
  constructor(private readonly connections: Connections) {}

  /** Stops the organization's fan-out until the transaction ends, so that `fannedOut` stays true. */
  async holdFanOut(tx: Tx): Promise<void> {
    await tx.query(`select next_index from fan_out_progress where organization_id = $1 for update`, [tx.organization]);
  }

  /** The first index that a recovery leaves to the fan-out: below it, nothing new is made by anybody else. */
  private async fannedOut(tx: Tx, endpoint: string): Promise<number> {
    const [progress] = await tx.query<{ next_index: string }>(
      `select next_index from fan_out_progress where organization_id = $1`,
      [tx.organization],
    );
    const [own] = await tx.query<{ from_index: string }>(
      `select from_index from webhook_endpoint where organization_id = $1 and id = $2`,
      [tx.organization, endpoint],
    );
    return Math.max(Number(progress?.next_index ?? 0), Number(own?.from_index ?? 0));
  }

  /** The first index that was given at a time or after it; the end where there is none. */
  private async indexSince(statement: Statement, organization: string, time: string): Promise<number> {
    const [row] = await statement.query<{ index: string }>(
      `select coalesce(
         (select index from ledger_entry where organization_id = $1 and sequenced_at >= $2 order by sequenced_at, index limit 1),
         (select size from ledger_head where organization_id = $1)) as index`,
      [organization, time],
    );
    return Number(row?.index ?? 0);
  }

  /** From where on, and up to where the fan-out has come. Refusals: request.invalid. */
  async range(tx: Tx, endpoint: string, input: RecoveryInput): Promise<{ from: number; until: number }> {
    const { sinceIndex, since } = input;
    if ((sinceIndex === undefined) === (since === undefined)) {
      const message = 'give sinceIndex or since, and not both';
      refuse('request.invalid', `Say from where: ${message}.`, { errors: [{ field: 'sinceIndex', message }] });
    }
    const until = await this.fannedOut(tx, endpoint);
    const from = sinceIndex ?? (await this.indexSince(tx, tx.organization, since as string));
    return { from: Math.min(from, until), until };
  }

  async running(tx: Tx, endpoint: string): Promise<string | undefined> {
    const [row] = await tx.query<{ id: string }>(
      `select id from webhook_recovery where organization_id = $1 and endpoint_id = $2 and status = 'running' limit 1`,
      [tx.organization, endpoint],
    );
    return row?.id;
  }

  async add(
    tx: Tx,
    id: string,
    { endpoint, scope, from, until }: { endpoint: string; scope: RecoveryScope; from: number; until: number },
  ): Promise<Recovery> {
    const [row] = await tx.query<StateRow>(
      `insert into webhook_recovery as r (organization_id, id, endpoint_id, scope, from_index, until_index, next_index, status, created_at)
       values ($1, $2, $3, $4, $5, $6, $5, 'running', $7) returning ${recoveryState} as state`,
      [tx.organization, id, endpoint, scope, from, until, tx.now],
    );
    return (row as StateRow).state;
  }

  async lock(tx: Tx, id: string): Promise<Recovery | undefined> {
    const [row] = await tx.query<StateRow>(
      `select ${recoveryState} as state from webhook_recovery r where r.organization_id = $1 and r.id = $2 for update`,
      [tx.organization, id],
    );
    return row?.state;
  }

  async advance(tx: Tx, id: string, next: number, deliveries: number): Promise<void> {
    await tx.query(
      `update webhook_recovery set next_index = $3, deliveries = deliveries + $4 where organization_id = $1 and id = $2`,
      [tx.organization, id, next, deliveries],
    );
  }

  async end(tx: Tx, id: string, status: 'done' | 'stopped'): Promise<void> {
    await tx.query(
      `update webhook_recovery set status = $3, finished_at = now() where organization_id = $1 and id = $2 and status = 'running'`,
      [tx.organization, id, status],
    );
  }

  /** What an endpoint has of a range of the log. */
  async deliveries(
    statement: Statement,
    organization: string,
    endpoint: string,
    from: number,
    until: number,
  ): Promise<EndedDelivery[]> {
    const rows = await statement.query<{ id: string; index: string; status: string }>(
      `select id, ledger_index as index, status from ${everyDelivery} d
        where organization_id = $1 and endpoint_id = $2 and ledger_index >= $3 and ledger_index < $4 order by ledger_index`,
      [organization, endpoint, from, until],
    );
    return rows.map((row) => ({ ...row, index: Number(row.index) }));
  }

  async get(organization: string, id: string): Promise<Recovery | undefined> {
    const [row] = await this.connections.read<StateRow>(
      organization,
      `select ${recoveryState} as state from webhook_recovery r where r.organization_id = $1 and r.id = $2`,
      [organization, id],
    );
    return row?.state;
  }

  async list(organization: string, endpoint: string, limit: number, after?: string): Promise<Recovery[]> {
    const rows = await this.connections.read<StateRow>(
      organization,
      `select ${recoveryState} as state from webhook_recovery r
        where r.organization_id = $1 and r.endpoint_id = $2 and r.id < $4 order by r.id desc limit $3`,
      [organization, endpoint, limit, after ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    );
    return rows.map((row) => row.state);
  }
}
