import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { newId } from '#libs/kernel';

/** What an embedded installation keeps for itself, in one file that only its owner can read. */
export interface EmbeddedSecrets {
  readonly ownerPassword: string;
  readonly appPassword: string;
  /** base64 of 32 bytes */
  readonly masterKey: string;
  /** The organization that the first start makes. Known before it exists, so that an interrupted start is repeated. */
  readonly firstOrganization: string;
}

const fileIn = (dataDir: string): string => path.join(dataDir, 'secrets.json');

/** Those of a data folder that was started before. */
export const secretsKept = (dataDir: string): EmbeddedSecrets | undefined =>
  fs.existsSync(fileIn(dataDir))
    ? (JSON.parse(fs.readFileSync(fileIn(dataDir), 'utf8')) as EmbeddedSecrets)
    : undefined;

/**
 * Reads the secrets of a data folder, or makes them on the first start. Losing this file loses every sealed secret.
 * `masterKey`: the one to begin with, where what is to come in was sealed elsewhere.
 */
export function embeddedSecrets(dataDir: string, masterKey?: Buffer): EmbeddedSecrets {
  const file = fileIn(dataDir);
  makeFolder(dataDir);
  if (!fs.existsSync(file)) {
    const made: EmbeddedSecrets = {
      ownerPassword: randomBytes(24).toString('base64url'),
      appPassword: randomBytes(24).toString('base64url'),
      masterKey: (masterKey ?? randomBytes(32)).toString('base64'),
      firstOrganization: newId(),
    };
    const beside = `${file}.${process.pid}`;
    fs.writeFileSync(beside, JSON.stringify(made, null, 2), { mode: 0o600 });
    fs.renameSync(beside, file);
  }
  return JSON.parse(fs.readFileSync(file, 'utf8')) as EmbeddedSecrets;
}

function makeFolder(dataDir: string): void {
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    fs.accessSync(dataDir, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `Nothing can be kept in ${dataDir} (${code}). Make it a folder that this user may write to, or set CLAIMDESK_DATA_DIR to another one.`,
      { cause: error },
    );
  }
}
