import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { ErasableRef, ErasureExemption, ErasureGround } from '#libs/factcheck';
import { newId, type PageRequest, refuse } from '#libs/kernel';
import type { PlaceCounts } from '#libs/ledger';
import { lastId, type ListRow, type SingleRow } from '../reads.js';
import { erasureState, type ErasureState } from './erasure-state.js';

export interface ErasureInput {
  readonly subjects: readonly ErasableRef[];
  readonly ground: ErasureGround;
  readonly reason: string;
}

export interface ErasureRefusal {
  readonly exemption: ErasureExemption;
  readonly reason: string;
}

/** The register of erasures: what was asked for, and what became of it. */
@Injectable()
export class ErasureStore {
  constructor(private readonly connections: Connections) {}

  async add(tx: Tx, input: ErasureInput, requestedBy: string): Promise<ErasureState> {
    const [row] = await tx.query<{ state: ErasureState }>(
      `insert into erasure as e (organization_id, id, status, ground, reason, subjects, requested_by, created_at)
       values ($1, $2, 'requested', $3, $4, $5, $6, $7) returning ${erasureState('e')} as state`,
      [tx.organization, newId(), input.ground, input.reason, JSON.stringify(input.subjects), requestedBy, tx.now],
    );
    return (row as { state: ErasureState }).state;
  }

  /** Loads and locks: of two who decide at once the second reads what the first decided. Errors: not_found. */
  async lock(tx: Tx, id: string): Promise<ErasureState> {
    const [row] = await tx.query<{ state: ErasureState }>(
      `select ${erasureState('e')} as state from erasure e where organization_id = $1 and id = $2 for update`,
      [tx.organization, id],
    );
    return row?.state ?? refuse('not_found', `There is no erasure ${id} here.`);
  }

  async erased(tx: Tx, id: string, counts: PlaceCounts, decidedBy: string): Promise<ErasureState> {
    return this.decided(
      await tx.query<{ state: ErasureState }>(
        `update erasure e set status = 'erased', erased = $3, decided_by = $4, decided_at = $5, version = version + 1
          where organization_id = $1 and id = $2 and status = 'requested' returning ${erasureState('e')} as state`,
        [tx.organization, id, JSON.stringify(counts), decidedBy, tx.now],
      ),
    );
  }

  async refused(tx: Tx, id: string, refusal: ErasureRefusal, decidedBy: string): Promise<ErasureState> {
    return this.decided(
      await tx.query<{ state: ErasureState }>(
        `update erasure e set status = 'refused', exemption = $3, decision_reason = $4, decided_by = $5, decided_at = $6, version = version + 1
          where organization_id = $1 and id = $2 and status = 'requested' returning ${erasureState('e')} as state`,
        [tx.organization, id, refusal.exemption, refusal.reason, decidedBy, tx.now],
      ),
    );
  }

  async get(organization: string, id: string): Promise<SingleRow | undefined> {
    const [row] = await this.connections.read<SingleRow>(
      organization,
      `select ${erasureState('e')}::text as json, e.version from erasure e where organization_id = $1 and id = $2`,
      [organization, id],
    );
    return row;
  }

  list(organization: string, page: PageRequest): Promise<ListRow[]> {
    return this.connections.read<ListRow>(
      organization,
      `select e.id, ${erasureState('e')}::text as json from erasure e
        where organization_id = $1 and id < $2 order by id desc limit $3`,
      [organization, page.after ?? lastId, page.limit],
    );
  }

  private decided(rows: readonly { readonly state: ErasureState }[]): ErasureState {
    return rows[0]?.state ?? refuse('erasure.decided', 'This has just been decided.');
  }
}
