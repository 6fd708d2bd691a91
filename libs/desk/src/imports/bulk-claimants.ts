import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { newId, type SubjectState } from '#libs/kernel';
import type { NewEvent } from '#libs/ledger';
import { claimantState } from '../claims/claimant-store.js';

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly disambiguation?: string;
}

const keyOf = ({ kind, name, disambiguation }: Named): string => JSON.stringify([kind, name, disambiguation ?? '']);

/** The claimants of a whole batch: those that are new are registered, each with an event. */
@Injectable()
export class BulkClaimants {
  async find(tx: Tx, wanted: readonly Named[]): Promise<{ ids: string[]; events: NewEvent[] }> {
    const distinct = [...new Map(wanted.map((one) => [keyOf(one), one])).values()];
    const given = JSON.stringify(
      distinct.map((one) => ({ ...one, id: newId(), disambiguation: one.disambiguation ?? '' })),
    );
    const added = await tx.batch<{ state: SubjectState }>(
      `insert into claimant as c (organization_id, id, kind, name, disambiguation, created_at)
       select $1, x.id, x.kind, x.name, x.disambiguation, $3
         from jsonb_to_recordset($2::jsonb) as x(id uuid, kind text, name text, disambiguation text)
       on conflict (organization_id, kind, name, disambiguation) do nothing returning ${claimantState('c')} as state`,
      [tx.organization, given, tx.now],
    );
    const found = await tx.batch<Named & { id: string }>(
      `select c.id, c.kind, c.name, c.disambiguation from claimant c
         join jsonb_to_recordset($2::jsonb) as x(kind text, name text, disambiguation text)
           on c.kind = x.kind and c.name = x.name and c.disambiguation = x.disambiguation
        where c.organization_id = $1`,
      [tx.organization, given],
    );
    const byKey = new Map(found.map((one) => [keyOf(one), one.id]));
    return {
      ids: wanted.map((one) => byKey.get(keyOf(one)) as string),
      events: added.map(({ state }) => ({
        type: 'claimant.registered',
        root: state.id,
        changes: [{ type: 'claimant', id: state.id, version: state.version, after: state }],
        facts: { imported: true },
      })),
    };
  }
}
