import type { Tx } from '#libs/database';
import { newId } from '#libs/kernel';
import { emptyRoot, ledgerOrigin, newSeed, noteSigner } from '#libs/proof';
import type { MasterKey } from '#libs/runtime';

/** An empty log and its first signing key, for an organization that is just being made. Gives the verifier key. */
export async function startLog(tx: Tx, masterKey: MasterKey): Promise<string> {
  await tx.query(`insert into ledger_head (organization_id, root) values ($1, $2)`, [tx.organization, emptyRoot]);
  const seed = newSeed();
  const verifierKey = noteSigner(ledgerOrigin(tx.organization), seed).vkey;
  const id = newId();
  await tx.query(
    `insert into signing_key (organization_id, id, verifier_key, sealed_seed, created_at) values ($1, $2, $3, $4, $5)`,
    [tx.organization, id, verifierKey, masterKey.seal(seed, 'signing_key', id), tx.now],
  );
  return verifierKey;
}
