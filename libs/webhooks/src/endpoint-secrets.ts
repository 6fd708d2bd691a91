import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { refuse } from '#libs/kernel';
import { MasterKey } from '#libs/runtime';
import { type CustomHeaders, lowerCased } from './custom-headers.js';
import type { KeptHeaders } from './endpoint-store.js';
import { newSecret } from './sign.js';

// A header of eleven signatures is a kilobyte; receivers need two.
const mostEarlier = 10;

/** What is secret of an endpoint, sealed under its id: the signing secret, those before it in their grace, header values. */
@Injectable()
export class EndpointSecrets {
  constructor(private readonly masterKey: MasterKey) {}

  /** A new signing secret, as it is shown once and as it is kept. */
  make(endpoint: string): { secret: string; sealed: Buffer } {
    const secret = newSecret();
    return { secret, sealed: this.masterKey.seal(Buffer.from(secret), 'webhook_endpoint', endpoint) };
  }

  sealHeaders(endpoint: string, headers: CustomHeaders): KeptHeaders {
    const kept = lowerCased(headers);
    const names = Object.keys(kept).sort();
    if (names.length === 0) return { names, sealed: null };
    return { names, sealed: this.masterKey.seal(Buffer.from(JSON.stringify(kept)), 'webhook_headers', endpoint) };
  }

  openHeaders(endpoint: string, sealed: Buffer): CustomHeaders {
    return JSON.parse(this.masterKey.open(sealed, 'webhook_headers', endpoint).toString()) as CustomHeaders;
  }

  openSecret(endpoint: string, sealed: Buffer): string {
    return this.masterKey.open(sealed, 'webhook_endpoint', endpoint).toString();
  }

  /** Puts `sealed` in place. The one before signs on for the grace; no grace ends it and all before it at once. */
  async replace(tx: Tx, endpoint: string, sealed: Buffer, id: string, graceSeconds: number): Promise<void> {
    const live = await tx.query(
      `with ended as (delete from webhook_earlier_secret where organization_id = $1 and endpoint_id = $2 and (ends_at <= now() or $3))
       select 1 from webhook_earlier_secret where organization_id = $1 and endpoint_id = $2 and ends_at > now()`,
      [tx.organization, endpoint, graceSeconds === 0],
    );
    if (graceSeconds > 0 && live.length >= mostEarlier) {
      refuse(
        'endpoint.too_many_secrets',
        `${live.length} earlier secrets are in their grace. Wait until one ends, or rotate without a grace, which ends them all.`,
      );
    }
    if (graceSeconds > 0) {
      await tx.query(
        `insert into webhook_earlier_secret (organization_id, id, endpoint_id, sealed, ends_at)
         select $1, $3, id, sealed_secret, now() + make_interval(secs => $4) from webhook_endpoint where organization_id = $1 and id = $2`,
        [tx.organization, endpoint, id, graceSeconds],
      );
    }
    await tx.query(`update webhook_endpoint set sealed_secret = $3 where organization_id = $1 and id = $2`, [
      tx.organization,
      endpoint,
      sealed,
    ]);
  }

  async forget(tx: Tx, endpoint: string): Promise<void> {
    await tx.query(`delete from webhook_earlier_secret where organization_id = $1 and endpoint_id = $2`, [
      tx.organization,
      endpoint,
    ]);
  }
}
