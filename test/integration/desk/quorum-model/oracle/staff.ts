import type { Demand, Told } from './told.js';

export interface Member {
  roles: readonly string[];
  isActive: boolean;
}

/** Who worked here at each moment, and whose each key was. */
export class Staff {
  readonly members = new Map<string, Member>();
  readonly keys = new Map<string, { readonly member: string | null; isRevoked: boolean }>();

  hear({ changes }: Told): void {
    for (const { type, id, after } of changes) {
      if (type === 'member') {
        this.members.set(id, { roles: after.roles as string[], isActive: after.status === 'active' });
      } else if (type === 'key') {
        this.keys.set(id, { member: after.member as string | null, isRevoked: after.revokedAt !== null });
      }
    }
  }

  having(...roles: readonly string[]): string[] {
    return [...this.members]
      .filter(([, member]) => member.isActive && roles.some((role) => member.roles.includes(role)))
      .map(([id]) => id);
  }

  has(member: string | null, ...roles: readonly string[]): boolean {
    return member !== null && this.having(...roles).includes(member);
  }

  /** Nobody acts with a key that is not theirs or was taken away, or while they are suspended. */
  judge({ actor }: Told, demand: Demand): void {
    if (actor.kind !== 'member') return demand('only members act as members', actor.member === null);
    const key = this.keys.get(actor.key ?? '');
    demand('the key is one of this member', key !== undefined && key.member === actor.member);
    demand('the key is not revoked', key?.isRevoked === false);
    demand('the member works here', this.members.get(actor.member ?? '')?.isActive === true);
  }
}
