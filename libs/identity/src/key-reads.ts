import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { Actor, PageRequest } from '#libs/kernel';
import { isErased } from '#libs/ledger';
import { keyState } from './key-store.js';

/** With the minute of its last use, which is no event and no part of a key's version. */
const shown = (k: string): string =>
  `(${keyState(k)}::jsonb || jsonb_build_object('lastUsedAt', instant(${k}.last_used_at)))::text as json`;

// One's own; an administrator's are all. The rule is `maySeeKey`.
const visible = `k.organization_id = $1 and ($2::boolean or k.id = $3::uuid or k.member_id = $4::uuid)`;

const reader = ({ organization, kind, roles, key, member }: Actor): unknown[] => [
  organization,
  kind === 'member' && roles.includes('admin'),
  key ?? null,
  member ?? null,
];

/** Keys without their secrets, of which nobody has more than a hash. */
@Injectable()
export class KeyReads {
  constructor(private readonly connections: Connections) {}

  async get(actor: Actor, id: string): Promise<{ json: string; version: number; erased: boolean } | undefined> {
    const [row] = await this.connections.read<{ json: string; version: number; erased: boolean }>(
      actor.organization,
      `select ${shown('k')}, k.version, ${isErased('key', 'k')} from api_key k where ${visible} and k.id = $5`,
      [...reader(actor), id],
    );
    return row;
  }

  list(actor: Actor, page: PageRequest): Promise<{ id: string; json: string }[]> {
    return this.connections.read(
      actor.organization,
      `select k.id, ${shown('k')} from api_key k where ${visible} and k.id < $5 order by k.id desc limit $6`,
      [...reader(actor), page.after ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', page.limit],
    );
  }
}
