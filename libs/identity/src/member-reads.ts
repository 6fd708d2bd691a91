import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { Actor, PageRequest } from '#libs/kernel';
import { isErased } from '#libs/ledger';
import { memberState } from './member-store.js';

// An address is for administrators and its owner; why somebody is suspended, for auditors too.
const seen = `from member m cross join lateral (select m.organization_id, m.id, m.name, m.roles, m.status, m.version,
    m.created_at, m.updated_at, case when $2::boolean or m.id = $4::uuid then m.email end as email,
    case when $3::boolean or m.id = $4::uuid then m.status_reason end as status_reason) s
  where m.organization_id = $1`;

const reader = ({ organization, member, roles }: Actor): unknown[] => [
  organization,
  roles.includes('admin'),
  roles.includes('admin') || roles.includes('auditor'),
  member ?? null,
];

/** Members as their colleagues see them. */
@Injectable()
export class MemberReads {
  constructor(private readonly connections: Connections) {}

  async get(actor: Actor, id: string): Promise<{ json: string; version: number; erased: boolean } | undefined> {
    const [row] = await this.connections.read<{ json: string; version: number; erased: boolean }>(
      actor.organization,
      `select ${memberState('s')}::text as json, m.version, ${isErased('member', 'm')} ${seen} and m.id = $5`,
      [...reader(actor), id],
    );
    return row;
  }

  list(actor: Actor, page: PageRequest): Promise<{ id: string; json: string }[]> {
    return this.connections.read(
      actor.organization,
      `select m.id, ${memberState('s')}::text as json ${seen} and m.id < $5 order by m.id desc limit $6`,
      [...reader(actor), page.after ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', page.limit],
    );
  }
}
