import { Injectable } from '@nestjs/common';
import { Connections, type Statement, type Tx } from '#libs/database';
import { newId, type SubjectState } from '#libs/kernel';
import { ledgerOrigin, newSeed, type NoteSigner, noteSigner } from '#libs/proof';
import { MasterKey } from '#libs/runtime';

export const signingKeyState = (
  k: string,
): string => `json_build_object('id', ${k}.id, 'verifierKey', ${k}.verifier_key, 'retiredAt', instant(${k}.retired_at),
  'version', ${k}.version, 'createdAt', instant(${k}.created_at))`;

/** A key that signs checkpoints, or did until `retiredAt`. */
export type SigningKeyState = SubjectState & {
  /** C2SP vkey: what an auditor pins. */
  readonly verifierKey: string;
  readonly retiredAt: string | null;
};

@Injectable()
export class SigningKeys {
  // Opened keys by row id. Rows are immutable but for their end, which is read each time.
  private readonly opened = new Map<string, NoteSigner>();

  constructor(
    private readonly connections: Connections,
    private readonly masterKey: MasterKey,
  ) {}

  /** The keys in use: one, or two during a rotation. */
  async signers(statement: Statement, organization: string): Promise<NoteSigner[]> {
    const rows = await statement.query<{ id: string; sealed_seed: Buffer }>(
      `select id, sealed_seed from signing_key
        where organization_id = $1 and (retired_at is null or retired_at > now()) order by created_at, id`,
      [organization],
    );
    return rows.map(({ id, sealed_seed }) => {
      let signer = this.opened.get(id);
      if (!signer) {
        signer = noteSigner(ledgerOrigin(organization), this.masterKey.open(sealed_seed, 'signing_key', id));
        this.opened.set(id, signer);
      }
      return signer;
    });
  }

  /** Every key there ever was, oldest first, and whether it signs now. */
  async all(organization: string): Promise<(SigningKeyState & { readonly inUse: boolean })[]> {
    const rows = await this.connections.read<{ state: SigningKeyState; in_use: boolean }>(
      organization,
      `select ${signingKeyState('k')} as state, (k.retired_at is null or k.retired_at > now()) as in_use
         from signing_key k where k.organization_id = $1 order by k.created_at, k.id`,
      [organization],
    );
    return rows.map(({ state, in_use: inUse }) => ({ ...state, inUse }));
  }

  /** A key of its own for this organization, in use from now on. */
  async add(tx: Tx): Promise<SigningKeyState> {
    const seed = newSeed();
    const { vkey } = noteSigner(ledgerOrigin(tx.organization), seed);
    const id = newId();
    const [row] = await tx.query<{ state: SigningKeyState }>(
      `insert into signing_key as k (organization_id, id, verifier_key, sealed_seed, created_at)
       values ($1, $2, $3, $4, $5) returning ${signingKeyState('k')} as state`,
      [tx.organization, id, vkey, this.masterKey.seal(seed, 'signing_key', id), tx.now],
    );
    return (row as { state: SigningKeyState }).state;
  }

  /** One rotation after the other: how many keys sign now. */
  async lock(tx: Tx): Promise<number> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('signing_key.rotate ' || $1, 0))`, [tx.organization]);
    const [row] = await tx.query<{ count: string }>(
      `select count(*) as count from signing_key where organization_id = $1 and (retired_at is null or retired_at > $2)`,
      [tx.organization, tx.now],
    );
    return Number(row?.count);
  }

  /** Those that sign now go on for so many hours at the most, and then no more. */
  async retireIn(tx: Tx, hours: number): Promise<SigningKeyState[]> {
    const rows = await tx.query<{ state: SigningKeyState }>(
      `update signing_key k set retired_at = least(k.retired_at, $2::timestamptz + make_interval(hours => $3)), version = version + 1
        where organization_id = $1 and (retired_at is null or retired_at > $2::timestamptz + make_interval(hours => $3))
        returning ${signingKeyState('k')} as state`,
      [tx.organization, tx.now, hours],
    );
    return rows.map(({ state }) => state);
  }
}
