import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { KeyTerms } from '#libs/factcheck';
import { newId, sha256 } from '#libs/kernel';
import { makeKey, parseKey } from './key-format.js';

export interface TakenInvitation {
  readonly member: string;
  readonly issuedBy: string | null;
  /** Of the key that is claimed with it. */
  readonly terms: KeyTerms;
}

/** One-time invitations: only a hash stays. A member has one at the most that works. */
@Injectable()
export class InvitationStore {
  /** A one-time invitation for a member; the token is shown once. Valid for seven days. */
  async invite(tx: Tx, member: string, terms: KeyTerms = {}): Promise<string> {
    const token = makeKey(tx.organization, 'invitation');
    await tx.query(
      `insert into invitation (organization_id, id, member_id, token_hash, issued_by, expires_at, key_terms)
       values ($1, $2, $3, $4, $5, $6::timestamptz + interval '7 days', $7)`,
      [tx.organization, newId(), member, sha256(token), tx.actor.member ?? null, tx.now, JSON.stringify(terms)],
    );
    return token;
  }

  /** Takes an invitation for good: of two people who redeem it at once, one gets it. */
  async takeInvitation(tx: Tx, token: string): Promise<TakenInvitation | undefined> {
    const hash = parseKey(token, 'invitation')?.hash;
    const [row] = await tx.query<{ member: string; issued_by: string | null; key_terms: KeyTerms }>(
      `update invitation set redeemed_at = $3 where organization_id = $1 and token_hash = $2
          and redeemed_at is null and revoked_at is null and expires_at > $3 returning member_id as member, issued_by, key_terms`,
      [tx.organization, hash, tx.now],
    );
    return row && { member: row.member, issuedBy: row.issued_by, terms: row.key_terms };
  }

  /** Those that were handed out and not redeemed work no more. */
  async takeBack(tx: Tx, member: string): Promise<void> {
    await tx.query(
      `update invitation set revoked_at = $3
        where organization_id = $1 and member_id = $2 and redeemed_at is null and revoked_at is null`,
      [tx.organization, member, tx.now],
    );
  }
}
