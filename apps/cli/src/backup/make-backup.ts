import { once } from 'node:events';
import { createWriteStream, existsSync, type PathLike, renameSync, rmSync, statSync } from 'node:fs';
import { runningInstallation, secretsKept, startInstallation, writeBackup } from '#libs/database';
import { type Config, release, type Shutdown } from '#libs/runtime';
import { clearProgress, showCopying } from './show-progress.js';

/** Writes the file whole or not at all, and gives what to say of it. */
export async function makeBackup(config: Config, file: string, shutdown: Shutdown): Promise<string> {
  if (existsSync(file)) throw new Error(`${file} exists already. A backup is never written over another one.`);
  const ownerUrl = await ownerOf(config, shutdown);
  const unfinished = `${file}.${process.pid}.unfinished`;
  // It holds what is personal and confidential: nobody else of this machine may read it.
  const out = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true });
  try {
    await once(out, 'open');
    const { header, rows } = await writeBackup(ownerUrl, release(), out, showCopying());
    clearProgress();
    renameSync(unfinished, file);
    const key = header.masterKeyId
      ? `What is sealed in it opens only with the CLAIMDESK_MASTER_KEY whose id is ${header.masterKeyId}. That key is not in it: keep it elsewhere.`
      : 'Nothing in it is sealed yet.';
    return `${file}: ${rows} rows of ${header.tables.length} tables as of ${header.takenAt}, ${megabytes(file)} MB.\n${key}\n`;
  } catch (error) {
    out.destroy();
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** The database that is given, or the embedded one: its server may be running in another process, and goes on running. */
async function ownerOf(config: Config, shutdown: Shutdown): Promise<string> {
  const given = config.databaseOwnerUrl ?? config.databaseUrl;
  if (given) return given;
  const running = runningInstallation(config.dataDir);
  if (running) return running;
  if (!secretsKept(config.dataDir))
    throw new Error(
      `There is no desk in ${config.dataDir}. Set CLAIMDESK_DATA_DIR to its data folder, or DATABASE_OWNER_URL to its database.`,
    );
  const embedded = await startInstallation(config.dataDir);
  shutdown.add('embedded PostgreSQL', () => embedded.server.stop());
  return embedded.ownerUrl;
}

const megabytes = (file: PathLike): string => (statSync(file).size / 1_000_000).toFixed(1);
