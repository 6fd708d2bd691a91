import { Injectable } from '@nestjs/common';
import { isSqlState, sqlState, type Tx } from '#libs/database';
import type { ClaimLink } from '#libs/factcheck';
import { newId, refuse, type SubjectState } from '#libs/kernel';

export const linkState = (
  l: string,
): string => `json_build_object('id', ${l}.id, 'claim', ${l}.claim_id, 'other', ${l}.other_claim_id,
  'kind', ${l}.kind, 'note', ${l}.note, 'removedAt', instant(${l}.removed_at), 'version', ${l}.version, 'createdAt', instant(${l}.created_at))`;

export type LinkState = SubjectState & { readonly removedAt: string | null };

@Injectable()
export class LinkStore {
  async add(tx: Tx, link: { claim: string; other: string; kind: ClaimLink; note?: string }): Promise<SubjectState> {
    try {
      const [row] = await tx.query<{ state: SubjectState }>(
        `insert into claim_link as l (organization_id, id, claim_id, other_claim_id, kind, note, created_at)
         values ($1, $2, $3, $4, $5, $6, $7) returning ${linkState('l')} as state`,
        [tx.organization, newId(), link.claim, link.other, link.kind, link.note ?? null, tx.now],
      );
      return (row as { state: SubjectState }).state;
    } catch (error) {
      if (isSqlState(error, sqlState.uniqueViolation))
        refuse('claim.linked_already', 'These two claims are linked in this way already.');
      throw error;
    }
  }

  /** A link of this claim, whichever end it is. */
  async ofClaim(tx: Tx, claim: string, id: string): Promise<LinkState | undefined> {
    const [row] = await tx.query<{ state: LinkState }>(
      `select ${linkState('l')} as state from claim_link l
        where organization_id = $1 and id = $2 and (claim_id = $3 or other_claim_id = $3)`,
      [tx.organization, id, claim],
    );
    return row?.state;
  }

  /** The row stays, so that the past can be told; it links nothing any more. */
  async remove(tx: Tx, id: string): Promise<LinkState> {
    const [row] = await tx.query<{ state: LinkState }>(
      `update claim_link l set removed_at = $3, version = version + 1
        where organization_id = $1 and id = $2 and removed_at is null returning ${linkState('l')} as state`,
      [tx.organization, id, tx.now],
    );
    return row?.state ?? refuse('claim.link_removed', 'This link has just been taken away.');
  }
}
