import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { ClaimantKind } from '#libs/factcheck';
import { newId, type PageRequest, refuse, type SubjectState } from '#libs/kernel';
import { isErased } from '#libs/ledger';
import { lastId, type ListRow, type SingleRow } from '../reads.js';

/** Somebody who says things: named, or one that is registered already. */
export type ClaimantInput =
  { readonly id: string } | { readonly kind: ClaimantKind; readonly name: string; readonly disambiguation?: string };

export interface KnownClaimant {
  readonly state: SubjectState;
  /** Registered just now: the event must tell. */
  readonly isNew: boolean;
}

export const claimantState = (
  c: string,
): string => `json_build_object('id', ${c}.id, 'kind', ${c}.kind, 'name', ${c}.name,
  'disambiguation', ${c}.disambiguation, 'description', ${c}.description, 'sameAs', ${c}.same_as,
  'version', ${c}.version, 'createdAt', instant(${c}.created_at))`;

@Injectable()
export class ClaimantStore {
  constructor(private readonly connections: Connections) {}

  /** The claimant with this id, or of this kind and name; registered if there is none. */
  async find(tx: Tx, input: ClaimantInput): Promise<KnownClaimant> {
    return 'id' in input ? this.byId(tx, input.id) : this.byName(tx, input);
  }

  private async byId(tx: Tx, id: string): Promise<KnownClaimant> {
    const [row] = await tx.query<KnownClaimant & { isNew: boolean }>(
      `select ${claimantState('c')} as state, false as "isNew" from claimant c where organization_id = $1 and id = $2`,
      [tx.organization, id],
    );
    return row ?? refuse('not_found', `There is no claimant ${id} here.`);
  }

  private async byName(tx: Tx, input: Exclude<ClaimantInput, { id: string }>): Promise<KnownClaimant> {
    for (;;) {
      const [row] = await tx.query<KnownClaimant & { isNew: boolean }>(
        `with found as (
           select ${claimantState('c')} as state from claimant c where organization_id = $1 and kind = $3 and name = $4 and disambiguation = $5
         ), added as (
           insert into claimant as c (organization_id, id, kind, name, disambiguation, created_at)
           select $1, $2, $3, $4, $5, $6 where not exists (select from found)
           on conflict (organization_id, kind, name, disambiguation) do nothing returning ${claimantState('c')} as state
         ) select state, false as "isNew" from found union all select state, true from added`,
        [tx.organization, newId(), input.kind, input.name, input.disambiguation ?? '', tx.now],
      );
      // Nothing: another transaction registered the same name after our snapshot. It is committed by now; look again.
      if (row) return row;
    }
  }

  async get(organization: string, id: string): Promise<SingleRow | undefined> {
    const [row] = await this.connections.read<SingleRow>(
      organization,
      `select ${claimantState('c')}::text as json, c.version, ${isErased('claimant', 'c')} from claimant c where organization_id = $1 and id = $2`,
      [organization, id],
    );
    return row;
  }

  list(organization: string, page: PageRequest): Promise<ListRow[]> {
    return this.connections.read<ListRow>(
      organization,
      `select c.id, ${claimantState('c')}::text as json from claimant c
        where organization_id = $1 and id < $2 order by id desc limit $3`,
      [organization, page.after ?? lastId, page.limit],
    );
  }
}
