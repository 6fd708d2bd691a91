import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { newId, sha256, type SubjectState } from '#libs/kernel';
import { makeKey, parseKey } from './key-format.js';

export const keyState = (
  k: string,
): string => `json_build_object('id', ${k}.id, 'kind', ${k}.kind, 'member', ${k}.member_id, 'name', ${k}.name,
  'issuedBy', ${k}.issued_by, 'expiresAt', instant(${k}.expires_at), 'revokedAt', instant(${k}.revoked_at),
  'version', ${k}.version, 'createdAt', instant(${k}.created_at))`;

export interface IssuedKey {
  /** Shown once; only its hash stays. */
  readonly key: string;
  readonly state: SubjectState;
}

@Injectable()
export class KeyStore {
  /** Issues a key, or puts down the given one (bootstrap). */
  async issue(
    tx: Tx,
    wanted: { name: string; member?: string; issuedBy?: string; given?: string; expiresAt?: string },
  ): Promise<IssuedKey> {
    const key = wanted.given ?? makeKey(tx.organization);
    const [row] = await tx.query<{ state: SubjectState }>(
      `insert into api_key as k (organization_id, id, kind, member_id, name, secret_hash, issued_by, expires_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${keyState('k')} as state`,
      [
        tx.organization,
        newId(),
        wanted.member ? 'member' : 'integration',
        wanted.member ?? null,
        wanted.name,
        sha256(key),
        wanted.issuedBy ?? null,
        wanted.expiresAt ?? null,
        tx.now,
      ],
    );
    return { key, state: (row as { state: SubjectState }).state };
  }

  /** A one-time invitation for a member; the token is shown once. Valid for seven days. */
  async invite(tx: Tx, member: string): Promise<string> {
    const token = makeKey(tx.organization, 'invitation');
    await tx.query(
      `insert into invitation (organization_id, id, member_id, token_hash, issued_by, expires_at)
       values ($1, $2, $3, $4, $5, $6::timestamptz + interval '7 days')`,
      [tx.organization, newId(), member, sha256(token), tx.actor.member ?? null, tx.now],
    );
    return token;
  }

  /** Takes an invitation for good: of two people who redeem it at once, one gets it. */
  async takeInvitation(tx: Tx, token: string): Promise<{ member: string; issuedBy: string | null } | undefined> {
    const hash = parseKey(token, 'invitation')?.hash;
    const [row] = await tx.query<{ member: string; issued_by: string | null }>(
      `update invitation set redeemed_at = $3 where organization_id = $1 and token_hash = $2
          and redeemed_at is null and expires_at > $3 returning member_id as member, issued_by`,
      [tx.organization, hash, tx.now],
    );
    return row && { member: row.member, issuedBy: row.issued_by };
  }
}
