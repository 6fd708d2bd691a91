import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { ErasableRef, ErasableType } from '#libs/factcheck';
import { refuse } from '#libs/kernel';
import type { Erasing } from '#libs/ledger';
import { claimsOf, followers, tableOf } from './reach-sql.js';

const keyOf = ({ type, id }: ErasableRef): string => `${type} ${id}`;
const columns = (subjects: readonly ErasableRef[]): [string[], string[]] => [
  subjects.map(({ type }) => type),
  subjects.map(({ id }) => id),
];

/** How far an erasure reaches: what hangs on what was named, and the claims that it stands on. */
@Injectable()
export class ErasureReach {
  /** Refuses with `not_found` where there is no such thing here. */
  async demandAll(tx: Tx, subjects: readonly ErasableRef[]): Promise<void> {
    for (const type of new Set(subjects.map((one) => one.type))) {
      const wanted = subjects.filter((one) => one.type === type).map(({ id }) => id);
      const known = new Set(await this.known(tx, type, wanted));
      const missing = wanted.find((id) => !known.has(id));
      if (missing) refuse('not_found', `There is no ${type.replace('_', ' ')} ${missing} here.`);
    }
  }

  /** With what goes along: a claimant's affiliations, a member's keys, the request behind a correction. */
  async of(tx: Tx, named: readonly ErasableRef[]): Promise<Erasing> {
    const more = await tx.batch<ErasableRef>(followers, [tx.organization, ...columns(named)]);
    const subjects = [...new Map([...named, ...more].map((one) => [keyOf(one), one])).values()];
    const claims = await tx.batch<{ id: string }>(claimsOf, [tx.organization, ...columns(subjects)]);
    return { subjects, claims: claims.map(({ id }) => id) };
  }

  /** Of these claims, those that are on hold. `lock`: none of them changes until the transaction ends. */
  async held(tx: Tx, claims: readonly string[], lock: 'lock' | 'look'): Promise<string[]> {
    const rows = await tx.batch<{ id: string; held: boolean }>(
      `select id, hold_kind is not null as held from claim where organization_id = $1 and id = any($2::uuid[]) order by id
       ${lock === 'lock' ? 'for update' : ''}`,
      [tx.organization, claims],
    );
    return rows.filter(({ held }) => held).map(({ id }) => id);
  }

  /** Members among these who have not left. */
  async active(tx: Tx, subjects: readonly ErasableRef[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from member where organization_id = $1 and id = any($2::uuid[]) and status <> 'suspended' order by id for update`,
      [tx.organization, subjects.filter(({ type }) => type === 'member').map(({ id }) => id)],
    );
    return rows.map(({ id }) => id);
  }

  private async known(tx: Tx, type: ErasableType, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from ${tableOf[type]} where organization_id = $1 and id = any($2::uuid[])`,
      [tx.organization, ids],
    );
    return rows.map(({ id }) => id);
  }
}
