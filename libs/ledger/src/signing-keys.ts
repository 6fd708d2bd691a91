import { Injectable } from '@nestjs/common';
import { Connections, type Statement } from '#libs/database';
import { ledgerOrigin, type NoteSigner, noteSigner } from '#libs/proof';
import { MasterKey } from '#libs/runtime';

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
      `select id, sealed_seed from signing_key where organization_id = $1 and retired_at is null order by created_at`,
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

  /** The verifier keys (C2SP vkey) that an auditor pins. */
  async verifierKeys(organization: string): Promise<string[]> {
    const rows = await this.connections.read<{ verifier_key: string }>(
      organization,
      `select verifier_key from signing_key where organization_id = $1 and retired_at is null order by created_at`,
      [organization],
    );
    return rows.map((row) => row.verifier_key);
  }
}
