import type { DataSource } from 'typeorm';
import type { MasterKey } from '#libs/runtime';

const mark = Buffer.from('claimdesk');

/**
 * Throws an Error with one clear sentence unless this is the master key that the database was begun with. The first start
 * leaves the mark. Asked before anything works: signing keys, webhook secrets and confidential text open with no other key.
 */
export async function demandMasterKey(app: DataSource, masterKey: MasterKey): Promise<void> {
  await app.query(`insert into master_key_mark (sealed) values ($1) on conflict do nothing`, [
    masterKey.seal(mark, 'master_key_mark', 'alone'),
  ]);
  const [row] = await app.query<{ sealed: Buffer }[]>(`select sealed from master_key_mark`);
  try {
    masterKey.open((row as { sealed: Buffer }).sealed, 'master_key_mark', 'alone');
  } catch (error) {
    throw new Error(
      'CLAIMDESK_MASTER_KEY is not the one that this database was begun with. Start with that one: ' +
        'signing keys, webhook secrets and confidential text open with no other.',
      { cause: error },
    );
  }
}
