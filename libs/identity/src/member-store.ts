import { Injectable } from '@nestjs/common';
import { isSqlState, sqlState, type Tx } from '#libs/database';
import { newId, refuse, type Role, type SubjectState } from '#libs/kernel';
import { folded } from './same-person.js';

export const memberState = (
  m: string,
): string => `json_build_object('id', ${m}.id, 'name', ${m}.name, 'email', ${m}.email, 'roles', ${m}.roles,
  'status', ${m}.status, 'statusReason', ${m}.status_reason, 'version', ${m}.version, 'createdAt', instant(${m}.created_at), 'updatedAt', instant(${m}.updated_at))`;

@Injectable()
export class MemberStore {
  /**
   * That nobody here goes by this name or e-mail in another spelling. Holds others who invite and rename back until
   * this transaction ends: two at once would not see each other. A suspended member's address may be somebody else's by now.
   * Errors: member.name_taken, member.email_taken.
   */
  async demandNew(
    tx: Tx,
    { name, email }: { readonly name: string; readonly email?: string | null },
    /** The member it is about, who may be called what they are called. */
    except?: string,
  ): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('member.invite ' || $1, 0))`, [tx.organization]);
    const members = await tx.query<{ name: string; email: string | null; status: string }>(
      `select name, email, status from member where organization_id = $1 and name is not null and id is distinct from $2::uuid`,
      [tx.organization, except ?? null],
    );
    const namesake = members.find((one) => folded(one.name) === folded(name));
    if (namesake) taken(namesake.name);
    const mailed = members.find(
      (one) => email && one.email && one.status !== 'suspended' && folded(one.email) === folded(email),
    );
    if (!mailed) return;
    refuse(
      'member.email_taken',
      `"${mailed.name}" has this e-mail address already. One person is one member: use that one, or give an address of their own.`,
    );
  }

  async add(
    tx: Tx,
    member: { name: string; email?: string; roles: readonly Role[]; status: 'invited' | 'active' },
  ): Promise<SubjectState> {
    try {
      const [row] = await tx.query<{ state: SubjectState }>(
        `insert into member as m (organization_id, id, name, email, roles, status, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7) returning ${memberState('m')} as state`,
        [tx.organization, newId(), member.name, member.email ?? null, member.roles, member.status, tx.now],
      );
      return (row as { state: SubjectState }).state;
    } catch (error) {
      return nameTaken(error, member.name);
    }
  }

  async activate(tx: Tx, id: string): Promise<SubjectState & { roles: Role[] }> {
    const [row] = await tx.query<{ state: SubjectState & { roles: Role[] } }>(
      `update member m set status = 'active', version = version + 1, updated_at = $3
        where organization_id = $1 and id = $2 and status in ('invited', 'active') returning ${memberState('m')} as state`,
      [tx.organization, id, tx.now],
    );
    return (
      row?.state ??
      refuse('invitation.invalid', 'The member this invitation is for is suspended. Ask an administrator.')
    );
  }

  async rolesOf(tx: Tx, id: string): Promise<{ name: string; roles: Role[] } | undefined> {
    const [row] = await tx.query<{ name: string; roles: Role[] }>(
      `select name, roles from member where organization_id = $1 and id = $2 and status <> 'suspended'`,
      [tx.organization, id],
    );
    return row;
  }

  /** Members who may vote at all: active reviewers and editors. */
  async voters(tx: Tx): Promise<{ id: string; roles: Role[] }[]> {
    return tx.query<{ id: string; roles: Role[] }>(
      `select id, roles from member where organization_id = $1 and status = 'active' and roles && array['reviewer', 'editor']`,
      [tx.organization],
    );
  }
}

/** A unique name that was taken in the meantime. */
export function nameTaken(error: unknown, name: string): never {
  if (!isSqlState(error, sqlState.uniqueViolation)) throw error;
  return taken(name);
}

const taken = (name: string): never =>
  refuse(
    'member.name_taken',
    `There is a member called "${name}" already. Add an initial or a desk to tell them apart.`,
  );
