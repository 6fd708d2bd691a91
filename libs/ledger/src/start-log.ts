import type { Tx } from '#libs/database';
import { emptyRoot } from '#libs/proof';
import type { SigningKeys, SigningKeyState } from './signing-keys.js';

/** An empty log and its first signing key, for an organization that is just being made. */
export async function startLog(tx: Tx, keys: SigningKeys): Promise<SigningKeyState> {
  await tx.query(`insert into ledger_head (organization_id, root) values ($1, $2)`, [tx.organization, emptyRoot]);
  return keys.add(tx);
}
