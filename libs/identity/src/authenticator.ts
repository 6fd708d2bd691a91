import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import { type Actor, refuse, type Role } from '#libs/kernel';
import { parseKey } from './key-format.js';

interface KeyRow {
  readonly id: string;
  readonly kind: 'member' | 'integration';
  readonly member_id: string | null;
  readonly roles: Role[] | null;
}

/** Turns a presented key into who is acting. Read anew each time: a revocation or a changed role holds at once. */
@Injectable()
export class Authenticator {
  constructor(private readonly connections: Connections) {}

  /** `presented` is the Authorization header. Errors: key.missing, key.invalid. */
  async actor(
    presented: string | undefined,
    request: string,
    idempotency?: { key: string; fingerprint: string },
  ): Promise<Actor> {
    if (!presented) refuse('key.missing', 'Send your API key as "Authorization: Bearer cd_…".');
    const text = /^Bearer ([\x21-\x7e]+)$/i.exec(presented)?.[1] ?? '';
    const key =
      parseKey(text) ??
      refuse('key.invalid', 'This is not a Claimdesk API key, or a character of it is missing. Copy it again.');
    const row = await this.find(key.organization, key.hash);
    if (!row)
      refuse(
        'key.invalid',
        'This API key does not work (any more): unknown, expired, revoked, or its member is suspended.',
      );
    return {
      organization: key.organization,
      kind: row.kind,
      ...(row.member_id ? { member: row.member_id } : {}),
      key: row.id,
      roles: row.roles ?? [],
      request,
      ...(idempotency ? { idempotency: { ...idempotency, seal: key.seal } } : {}),
    };
  }

  private async find(organization: string, hash: Buffer): Promise<KeyRow | undefined> {
    const [row] = await this.connections.read<KeyRow>(
      organization,
      `select k.id, k.kind, k.member_id, m.roles from api_key k
         left join member m on m.organization_id = k.organization_id and m.id = k.member_id
        where k.organization_id = $1 and k.secret_hash = $2 and k.revoked_at is null
          and (k.expires_at is null or k.expires_at > now()) and (k.kind = 'integration' or m.status = 'active')`,
      [organization, hash],
    );
    return row;
  }
}
