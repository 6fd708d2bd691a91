import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { KeyTerms } from '#libs/factcheck';
import { newId, type Period, refuse, type Scope, sha256, type SubjectState } from '#libs/kernel';
import { InvitationStore } from './invitation-store.js';
import { makeKey } from './key-format.js';

export const keyState = (
  k: string,
): string => `json_build_object('id', ${k}.id, 'kind', ${k}.kind, 'member', ${k}.member_id, 'name', ${k}.name,
  'issuedBy', ${k}.issued_by, 'expiresAt', instant(${k}.expires_at), 'revokedAt', instant(${k}.revoked_at),
  'scopes', ${k}.scopes, 'period', case when ${k}.period_from is not null
    then json_build_object('from', instant(${k}.period_from), 'until', instant(${k}.period_until)) end,
  'replaces', ${k}.replaces, 'version', ${k}.version, 'createdAt', instant(${k}.created_at))`;

/** What a key was given at its making. */
export type KeyState = SubjectState & {
  readonly kind: 'member' | 'integration';
  readonly member: string | null;
  readonly name: string;
  readonly expiresAt: string | null;
  readonly scopes: readonly Scope[] | null;
  readonly period: Period | null;
};

export interface LockedKey {
  readonly state: KeyState;
  /** Neither revoked nor expired. */
  readonly works: boolean;
}

export interface NewKey extends KeyTerms {
  readonly name: string;
  readonly member?: string;
  readonly issuedBy?: string;
  /** Brought along by the operator. */
  readonly given?: string;
  /** Another key of the same person that makes it: the new one does not outlive it. */
  readonly madeBy?: string;
  /** The key whose place it takes. */
  readonly replaces?: string;
}

export interface IssuedKey {
  /** Shown once; only its hash stays. */
  readonly key: string;
  readonly state: SubjectState;
}

@Injectable()
export class KeyStore {
  constructor(readonly invitations: InvitationStore) {}

  /** Issues a key, or puts down the given one (bootstrap). */
  async issue(tx: Tx, wanted: NewKey): Promise<IssuedKey> {
    const key = wanted.given ?? makeKey(tx.organization);
    const [row] = await tx.query<{ state: SubjectState }>(
      `insert into api_key as k (organization_id, id, kind, member_id, name, secret_hash, issued_by, expires_at, created_at,
         scopes, period_from, period_until, replaces)
       select $1, $2, $3, $4, $5, $6, $7, least($8::timestamptz, maker.expires_at), $9, $10, $11, $12, $13
         from (select max(expires_at) as expires_at from api_key where organization_id = $1 and id = $14) maker
        where $8::timestamptz is null or $8::timestamptz > $9::timestamptz returning ${keyState('k')} as state`,
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
        wanted.scopes ?? null,
        wanted.period?.from ?? null,
        wanted.period?.until ?? null,
        wanted.replaces ?? null,
        wanted.madeBy ?? null,
      ],
    );
    if (!row) return refuse('key.expiry_past', `${wanted.expiresAt} is over. Give a time that is still to come.`);
    return { key, state: row.state };
  }

  /** What a key was given, while nobody else can change it. */
  async lock(tx: Tx, id: string, expected?: number): Promise<LockedKey> {
    const [row] = await tx.query<LockedKey>(
      `select ${keyState('k')} as state, k.revoked_at is null and (k.expires_at is null or k.expires_at > $3) as works
         from api_key k where organization_id = $1 and id = $2 for update`,
      [tx.organization, id, tx.now],
    );
    if (!row) return refuse('not_found', `There is no key ${id} here.`);
    if (expected !== undefined && expected !== row.state.version)
      refuse('request.stale', `This key is at version ${row.state.version} by now. Read it again.`);
    return row;
  }

  /** The key works no more, from this moment on. */
  async revoke(tx: Tx, id: string): Promise<SubjectState> {
    return this.changed(tx, `revoked_at = $3`, [id, tx.now]);
  }

  /** The key works on for so long, or until its own expiry if that is sooner. */
  async endIn(tx: Tx, id: string, hours: number): Promise<SubjectState> {
    return this.changed(tx, `expires_at = least(expires_at, $3::timestamptz + make_interval(hours => $4))`, [
      id,
      tx.now,
      hours,
    ]);
  }

  private async changed(tx: Tx, set: string, values: readonly unknown[]): Promise<SubjectState> {
    const [row] = await tx.query<{ state: SubjectState }>(
      `update api_key k set ${set}, version = version + 1 where organization_id = $1 and id = $2 returning ${keyState('k')} as state`,
      [tx.organization, ...values],
    );
    return (row as { state: SubjectState }).state;
  }
}
