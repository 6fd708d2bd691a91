import { Injectable } from '@nestjs/common';
import { isSqlState, sqlState, type Tx } from '#libs/database';
import type { ClaimLink } from '#libs/factcheck';
import { newId, refuse, type SubjectState } from '#libs/kernel';

export const linkState = (
  l: string,
): string => `json_build_object('id', ${l}.id, 'claim', ${l}.claim_id, 'other', ${l}.other_claim_id,
  'kind', ${l}.kind, 'note', ${l}.note, 'version', ${l}.version, 'createdAt', instant(${l}.created_at))`;

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
}
