import { Injectable } from '@nestjs/common';
import { Connections, isSqlState, sqlState, type Tx } from '#libs/database';
import type { Ballot, BallotChoice } from '#libs/factcheck';
import { newId, refuse, type SubjectState } from '#libs/kernel';
import type { Change } from '#libs/ledger';
import type { ListRow } from '../reads.js';

export interface NewBallot {
  readonly verdict: string;
  readonly digest: string;
  readonly voter: string;
  readonly choice: BallotChoice;
  readonly comment?: string;
  readonly reason?: string;
  readonly suggestedRating?: string;
}

/** Why a ballot stands no more. */
export type BallotVoid = 'withdrawn' | 'recalled' | 'revised' | 'objected';

export const ballotState = (
  b: string,
): string => `json_build_object('id', ${b}.id, 'verdict', ${b}.verdict_id, 'digest', ${b}.digest, 'voter', ${b}.voter_id,
  'key', ${b}.key_id, 'keyIssuedBy', ${b}.key_issued_by, 'choice', ${b}.choice, 'comment', ${b}.comment, 'reason', ${b}.reason,
  'suggestedRating', ${b}.suggested_rating, 'voidedAt', instant(${b}.voided_at), 'voidedBecause', ${b}.voided_because,
  'version', ${b}.version, 'createdAt', instant(${b}.created_at))`;

@Injectable()
export class BallotStore {
  constructor(private readonly connections: Connections) {}

  /** The unique key (verdict, digest, voter; among those that stand) decides a race of one person with two keys. Records who issued the key. */
  async add(tx: Tx, ballot: NewBallot): Promise<SubjectState> {
    try {
      const [row] = await tx.query<{ state: SubjectState }>(
        `insert into ballot as b (organization_id, id, verdict_id, digest, voter_id, key_id, key_issued_by, choice, comment, reason,
           suggested_rating, created_at)
         values ($1, $2, $3, $4, $5, $6, (select issued_by from api_key where organization_id = $1 and id = $6), $7, $8, $9, $10, $11)
         returning ${ballotState('b')} as state`,
        [
          tx.organization,
          newId(),
          ballot.verdict,
          ballot.digest,
          ballot.voter,
          tx.actor.key,
          ballot.choice,
          ballot.comment ?? null,
          ballot.reason ?? null,
          ballot.suggestedRating ?? null,
          tx.now,
        ],
      );
      return (row as { state: SubjectState }).state;
    } catch (error) {
      if (isSqlState(error, sqlState.uniqueViolation)) {
        refuse('verdict.already_voted', 'There is a ballot of yours on this version of the verdict already.');
      }
      throw error;
    }
  }

  /** The ballots that stand on one digest. */
  async on(tx: Tx, verdict: string, digest: string): Promise<Ballot[]> {
    return tx.query<Ballot & { voter: string }>(
      `select voter_id as voter, choice from ballot where organization_id = $1 and verdict_id = $2 and digest = $3 and voided_at is null`,
      [tx.organization, verdict, digest],
    );
  }

  /** Who recused themselves on any version of this verdict; a void recusal bars as well. */
  async recused(tx: Tx, verdict: string): Promise<string[]> {
    const rows = await tx.query<{ voter_id: string }>(
      `select voter_id from ballot where organization_id = $1 and verdict_id = $2 and choice = 'recuse'`,
      [tx.organization, verdict],
    );
    return rows.map((row) => row.voter_id);
  }

  /** The voter's own ballot, if it stands. */
  async own(tx: Tx, verdict: string, voter: string): Promise<(SubjectState & { choice: BallotChoice }) | undefined> {
    const [row] = await tx.query<{ state: SubjectState & { choice: BallotChoice } }>(
      `select ${ballotState('b')} as state from ballot b
        where organization_id = $1 and verdict_id = $2 and voter_id = $3 and voided_at is null`,
      [tx.organization, verdict, voter],
    );
    return row?.state;
  }

  /** Ballots that stand count no more: one voter's, or all. Gives what the event has to tell. */
  async void(tx: Tx, verdict: string, because: BallotVoid, voter?: string): Promise<Change[]> {
    const rows = await tx.query<{ state: SubjectState }>(
      `update ballot b set voided_at = $3, voided_because = $4, version = version + 1
        where organization_id = $1 and verdict_id = $2 and voided_at is null and voter_id = coalesce($5, voter_id)
        returning ${ballotState('b')} as state`,
      [tx.organization, verdict, tx.now, because, voter ?? null],
    );
    return rows.map(({ state: after }) => ({ type: 'ballot', id: after.id, version: after.version, after }));
  }

  /** All ballots, once the reader's own is cast or the quorum has decided; before that only the reader's own (none). */
  list(organization: string, verdict: string, reader: string | undefined): Promise<ListRow[]> {
    return this.connections.read<ListRow>(
      organization,
      `select b.id, ${ballotState('b')}::text as json from ballot b
         join verdict v on v.organization_id = b.organization_id and v.id = b.verdict_id
        where b.organization_id = $1 and b.verdict_id = $2
          and ((v.status <> 'in_review' and v.rest_status is distinct from 'waiting') or exists (select from ballot own where own.organization_id = $1
            and own.verdict_id = $2 and own.digest = v.digest and own.voter_id = $3 and own.voided_at is null)
            or b.voter_id = $3)
        order by b.id`,
      [organization, verdict, reader ?? null],
    );
  }
}
