import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { Role, Scope } from '#libs/kernel';

export interface KeyRow {
  readonly id: string;
  readonly kind: 'member' | 'integration';
  readonly member_id: string | null;
  readonly roles: Role[] | null;
  readonly scopes: Scope[] | null;
  readonly period_from: string | null;
  readonly period_until: string | null;
}

interface Lookup {
  readonly hashes: Map<string, Buffer>;
  readonly found: Promise<ReadonlyMap<string, KeyRow>>;
}

/**
 * Looks up presented keys. Those of one organization that come in during one turn of the event loop share a statement. It
 * is sent after the last of them came in and serves no later one, so a revocation or a changed role holds at once.
 */
@Injectable()
export class KeyLookup {
  private readonly gathering = new Map<string, Lookup>();

  constructor(private readonly connections: Connections) {}

  async find(organization: string, hash: Buffer): Promise<KeyRow | undefined> {
    const name = hash.toString('base64');
    const lookup = this.gathering.get(organization) ?? this.gather(organization);
    lookup.hashes.set(name, hash);
    return (await lookup.found).get(name);
  }

  private gather(organization: string): Lookup {
    const hashes = new Map<string, Buffer>();
    const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.gathering.delete(organization);
      return this.read(organization, [...hashes.values()]);
    });
    const lookup = { hashes, found };
    this.gathering.set(organization, lookup);
    return lookup;
  }

  private async read(organization: string, hashes: readonly Buffer[]): Promise<ReadonlyMap<string, KeyRow>> {
    const rows = await this.connections.read<KeyRow & { secret_hash: Buffer }>(
      organization,
      `select k.secret_hash, k.id, k.kind, k.member_id, m.roles, k.scopes, instant(k.period_from) as period_from,
          instant(k.period_until) as period_until from api_key k
         left join member m on m.organization_id = k.organization_id and m.id = k.member_id
        where k.organization_id = $1 and k.secret_hash = any($2::bytea[]) and k.revoked_at is null
          and (k.expires_at is null or k.expires_at > now()) and (k.kind = 'integration' or m.status = 'active')`,
      [organization, hashes],
    );
    return new Map(rows.map((row) => [row.secret_hash.toString('base64'), row]));
  }
}
