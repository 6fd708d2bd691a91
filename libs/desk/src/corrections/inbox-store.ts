import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import { type JsonObject, newId, type PageRequest, randomBase62, sha256 } from '#libs/kernel';
import { MasterKey } from '#libs/runtime';
import { lastId } from '../reads.js';

/** What a reader sends. Name and contact are theirs to give. */
export interface PublicRequest {
  /** The address of the page, or words that tell which check is meant. */
  readonly about: string;
  readonly request: string;
  readonly requester?: { readonly name?: string; readonly contact?: string };
}

export interface Waiting {
  readonly id: string;
  readonly reference: string;
  readonly about: string;
  readonly request: string;
  readonly receivedAt: string;
  readonly requester: JsonObject | null;
}

interface Row extends Omit<Waiting, 'requester' | 'receivedAt'> {
  readonly received_at: string;
  readonly sealed_requester: Buffer | null;
}

/** What waits outside. Erasable: it is no event, and nothing of it is kept when an editor discards it. */
@Injectable()
export class InboxStore {
  constructor(
    private readonly connections: Connections,
    private readonly masterKey: MasterKey,
  ) {}

  /** Which newsroom a public address belongs to. */
  async organizationAt(slug: string): Promise<string | undefined> {
    const [row] = await this.connections.acrossOrganizations<{ organization_id: string }>(
      `select organization_id from public_address where slug = $1`,
      [slug],
    );
    return row?.organization_id;
  }

  /** Gives the reference to quote and the token that opens the status; only the token's hash stays. */
  async add(tx: Tx, sent: PublicRequest): Promise<{ reference: string; token: string }> {
    const id = newId();
    const reference = newReference();
    const token = randomBase62(32);
    const requester = sent.requester
      ? this.masterKey.seal(Buffer.from(JSON.stringify(sent.requester)), 'correction_inbox', id)
      : null;
    await tx.query(
      `insert into correction_inbox (organization_id, id, reference, token_hash, about, request, sealed_requester, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [tx.organization, id, reference, sha256(token), sent.about, sent.request, requester, tx.now],
    );
    return { reference, token };
  }

  /** How many came within the last hour: the newsroom's own bound against a flood. */
  async withinTheHour(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ count: string }>(
      `select count(*) as count from correction_inbox where organization_id = $1 and received_at > $2::timestamptz - interval '1 hour'`,
      [tx.organization, tx.now],
    );
    return Number(row?.count ?? 0);
  }

  /** One for good: of two editors who take it in at once, the other waits here and then reads whose it became. */
  async lock(
    tx: Tx,
    id: string,
  ): Promise<{ reference: string; request: string; correction: string | null } | undefined> {
    const [row] = await tx.query<{ reference: string; request: string; correction: string | null }>(
      `select reference, request, correction_id as correction from correction_inbox
        where organization_id = $1 and id = $2 for update`,
      [tx.organization, id],
    );
    return row;
  }

  async taken(tx: Tx, id: string, correction: string): Promise<void> {
    await tx.query(`update correction_inbox set correction_id = $3 where organization_id = $1 and id = $2`, [
      tx.organization,
      id,
      correction,
    ]);
  }

  /** Erases one that is nothing. Answers whether there was one. */
  async discard(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(
      `delete from correction_inbox where organization_id = $1 and id = $2 and correction_id is null returning 1`,
      [tx.organization, id],
    );
    return rows.length > 0;
  }

  async list(organization: string, page: PageRequest): Promise<Waiting[]> {
    const rows = await this.connections.read<Row>(
      organization,
      `select id, reference, about, request, instant(received_at) as received_at, sealed_requester from correction_inbox
        where organization_id = $1 and correction_id is null and id < $2 order by id desc limit $3`,
      [organization, page.after ?? lastId, page.limit],
    );
    return rows.map(({ sealed_requester, received_at, ...row }) => ({
      ...row,
      receivedAt: received_at,
      requester: sealed_requester
        ? (JSON.parse(this.masterKey.open(sealed_requester, 'correction_inbox', row.id).toString('utf8')) as JsonObject)
        : null,
    }));
  }

  /** What the requester may know: how far it is, and the answer. */
  async status(organization: string, reference: string, token: string): Promise<JsonObject | undefined> {
    const [row] = await this.connections.read<{ state: JsonObject }>(
      organization,
      `select json_build_object('reference', i.reference, 'receivedAt', instant(i.received_at), 'status', coalesce(c.status, 'received'),
                'dueOn', c.due_on, 'reason', case when c.status in ('rejected', 'rejected_finally') then c.decision_reason end,
                'note', case when c.status = 'published' then c.note end) as state
         from correction_inbox i left join correction c on c.organization_id = i.organization_id and c.id = i.correction_id
        where i.organization_id = $1 and i.reference = $2 and i.token_hash = $3`,
      [organization, reference, sha256(token)],
    );
    return row?.state;
  }
}

/** Short enough to be read out on the telephone. */
export const newReference = (): string => `K-${randomBase62(8).toUpperCase()}`;
