import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { MemberFacts } from '#libs/factcheck';
import { refuse, type Role, type SubjectState } from '#libs/kernel';
import { memberState, nameTaken } from './member-store.js';

export interface LockedMember {
  readonly member: MemberFacts & { readonly version: number; readonly email: string | null };
  /** Active administrators besides this member. */
  readonly otherAdmins: number;
}

/** What is not given stays as it is. */
export interface MemberChange {
  readonly name?: string;
  readonly email?: string | null;
  readonly roles?: readonly Role[];
}

type Row = Omit<LockedMember['member'], 'name'> & { readonly name: string | null };

/** Changes of members by an administrator, one after the other: the active administrators are locked together, by ascending id. */
@Injectable()
export class MembershipStore {
  /** Errors: not_found, request.stale, member.erased; access.denied when whoever acts is no administrator any more. */
  async lock(tx: Tx, id: string, expected?: number): Promise<LockedMember> {
    const rows = await tx.query<Row>(
      `select id, name, email, status, roles, version from member
        where organization_id = $1 and (id = $2 or (status = 'active' and 'admin' = any(roles))) order by id for update`,
      [tx.organization, id],
    );
    const admins = rows.filter((row) => row.status === 'active' && row.roles.includes('admin'));
    // Roles were read when the request came in; somebody may have taken them while this waited for the lock.
    if (!admins.some((admin) => admin.id === tx.actor.member))
      refuse('access.denied', 'You have just ceased to be an administrator here.');
    const member = rows.find((row) => row.id === id) ?? refuse('not_found', `There is no member ${id} here.`);
    if (expected !== undefined && expected !== member.version)
      refuse('request.stale', `${member.name} is at version ${member.version} by now. Read it again.`);
    const { name } = member;
    if (name === null)
      return refuse('member.erased', 'This member has left and was erased. Invite them as somebody new.');
    return { member: { ...member, name }, otherAdmins: admins.filter((admin) => admin.id !== id).length };
  }

  /** Locks: whether this is somebody who is not suspended. */
  async isIn(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(
      `select from member where organization_id = $1 and id = $2 and status <> 'suspended' for update`,
      [tx.organization, id],
    );
    return rows.length > 0;
  }

  async change(tx: Tx, member: LockedMember['member'], change: MemberChange): Promise<SubjectState> {
    const after = { ...member, ...change };
    try {
      return await this.changed(tx, `name = $4, email = $5, roles = $6`, [
        member.id,
        tx.now,
        after.name,
        after.email,
        after.roles,
      ]);
    } catch (error) {
      return nameTaken(error, after.name);
    }
  }

  suspend(tx: Tx, id: string, reason: string): Promise<SubjectState> {
    return this.changed(tx, `status = 'suspended', status_reason = $4`, [id, tx.now, reason]);
  }

  /** Back to where they were: in, or still invited if they never held a key. */
  reinstate(tx: Tx, id: string, reason: string): Promise<SubjectState> {
    return this.changed(
      tx,
      `status_reason = $4, status = case when exists (select from api_key k
         where k.organization_id = m.organization_id and k.member_id = m.id) then 'active' else 'invited' end`,
      [id, tx.now, reason],
    );
  }

  /** A change of what hangs on the member, such as an invitation: told by a version of its own. */
  touch(tx: Tx, id: string): Promise<SubjectState> {
    return this.changed(tx, `updated_at = $3`, [id, tx.now]);
  }

  private async changed(tx: Tx, set: string, values: readonly unknown[]): Promise<SubjectState> {
    const stamped = set.startsWith('updated_at') ? set : `${set}, updated_at = $3`;
    const [row] = await tx.query<{ state: SubjectState }>(
      `update member m set ${stamped}, version = version + 1 where organization_id = $1 and id = $2
       returning ${memberState('m')} as state`,
      [tx.organization, ...values],
    );
    return (row as { state: SubjectState }).state;
  }
}
