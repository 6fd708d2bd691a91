import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { ErasableRef, ErasureGround } from '#libs/factcheck';
import type { PlaceCounts } from '#libs/ledger';
import { erasureState, type ErasureState } from './erasure-state.js';

/** An erasure that was carried out, as it is kept beside the backups: by it, what a backup brings back goes again. Ids only. */
export interface RegisteredErasure {
  readonly organization: string;
  readonly id: string;
  readonly ground: ErasureGround;
  readonly reason: string;
  /** As asked for. */
  readonly subjects: readonly ErasableRef[];
  /** All that went, with what went along. */
  readonly went: readonly ErasableRef[];
  readonly requestedBy: string;
  readonly decidedBy: string;
  readonly createdAt: string;
  readonly decidedAt: string;
}

/** What was erased, so that it can be taken out of the house and done again on a restored backup. */
@Injectable()
export class ErasureRegister {
  constructor(private readonly connections: Connections) {}

  /** In the order in which they were decided. */
  async of(organization: string): Promise<RegisteredErasure[]> {
    const rows = await this.connections.read<{ entry: RegisteredErasure }>(
      organization,
      `select json_build_object('organization', e.organization_id, 'id', e.id, 'ground', e.ground, 'reason', e.reason,
         'subjects', e.subjects, 'went', (select json_agg(json_build_object('type', x.type, 'id', x.id) order by x.type, x.id)
            from erased_subject x where x.organization_id = e.organization_id and x.erasure_id = e.id),
         'requestedBy', e.requested_by, 'decidedBy', e.decided_by,
         'createdAt', instant(e.created_at), 'decidedAt', instant(e.decided_at)) as entry
       from erasure e where e.organization_id = $1 and e.status = 'erased' order by e.decided_at, e.id`,
      [organization],
    );
    // What an earlier erasure had taken already stands with that one.
    return rows.map(({ entry }) => ({ ...entry, went: (entry.went as ErasableRef[] | null) ?? [] }));
  }

  /** Locks it, if it is here: whether it has been carried out in this database. */
  async isErased(tx: Tx, id: string): Promise<boolean> {
    const [row] = await tx.query<{ status: string }>(
      `select status from erasure where organization_id = $1 and id = $2 for update`,
      [tx.organization, id],
    );
    return row?.status === 'erased';
  }

  /** Puts it into the register as it was decided, whatever this database knew of it. */
  async putAgain(tx: Tx, entry: RegisteredErasure, counts: PlaceCounts): Promise<ErasureState> {
    const [row] = await tx.query<{ state: ErasureState }>(
      `insert into erasure as e (organization_id, id, status, ground, reason, subjects, requested_by, created_at, erased, decided_by, decided_at)
       values ($1, $2, 'erased', $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (organization_id, id) do update set status = 'erased', exemption = null, decision_reason = null,
         erased = excluded.erased, decided_by = excluded.decided_by, decided_at = excluded.decided_at, version = e.version + 1
       returning ${erasureState('e')} as state`,
      [
        tx.organization,
        entry.id,
        entry.ground,
        entry.reason,
        JSON.stringify(entry.subjects),
        entry.requestedBy,
        entry.createdAt,
        JSON.stringify(counts),
        entry.decidedBy,
        entry.decidedAt,
      ],
    );
    return (row as { state: ErasureState }).state;
  }
}
