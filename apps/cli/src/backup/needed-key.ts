import { secretsKept } from '#libs/database';
import { type Config, MasterKey } from '#libs/runtime';

/**
 * The master key that the restored desk will work with. Throws an Error with one clear sentence when there is none, or when
 * it is another than the one that the backup's secrets were sealed with: nothing sealed would ever open again.
 */
export function neededKey(config: Config, needed: string | null): Buffer | undefined {
  const embedded = config.databaseOwnerUrl === undefined && config.databaseUrl === undefined;
  const kept = embedded ? secretsKept(config.dataDir) : undefined;
  const key = kept ? Buffer.from(kept.masterKey, 'base64') : config.masterKey;
  if (needed === null) return key;
  const where = kept ? `The master key in ${config.dataDir}/secrets.json` : 'CLAIMDESK_MASTER_KEY';
  const want = `What is sealed in this backup opens only with the master key whose id is ${needed}`;
  if (!key) throw new Error(`${want}. Set CLAIMDESK_MASTER_KEY to that key.`);
  const { id } = new MasterKey(key);
  if (id === needed) return key;
  const otherwise = kept
    ? 'Give a new CLAIMDESK_DATA_DIR and CLAIMDESK_MASTER_KEY, or put the secrets.json of the old data folder into the new one.'
    : 'Set it to that key.';
  throw new Error(`${want}. ${where} is another one (id ${id}). ${otherwise}`);
}
