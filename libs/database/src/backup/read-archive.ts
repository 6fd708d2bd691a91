import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { type BackupHeader, backupFormat, headerName } from './backup-format.js';

export interface ArchiveFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The files of a backup in their order, one in memory at a time. Throws an Error with one clear sentence for what is none, or a piece of one. */
export async function* readArchive(file: string): AsyncGenerator<ArchiveFile> {
  const tar = extract();
  const read = pipeline(createReadStream(file), createGunzip(), tar);
  read.catch(() => undefined); // told by the loop, or awaited below
  try {
    for await (const entry of tar) {
      const pieces: Buffer[] = [];
      for await (const piece of entry) pieces.push(piece);
      yield { name: entry.header.name, bytes: Buffer.concat(pieces) };
    }
    await read;
  } catch (error) {
    throw new Error(inWords(file, error as NodeJS.ErrnoException), { cause: error });
  } finally {
    tar.destroy();
  }
}

/** What a backup is, from its first file alone. */
export async function readBackupHeader(file: string): Promise<BackupHeader> {
  for await (const { name, bytes } of readArchive(file)) {
    if (name !== headerName) break;
    const header = JSON.parse(bytes.toString('utf8')) as BackupHeader;
    if (header.format === backupFormat) return header;
    throw new Error(`${file} is a backup of the form ${header.format}, and this release reads ${backupFormat}.`);
  }
  throw new Error(`${file} is not a backup of Claimdesk.`);
}

function inWords(file: string, error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return `There is no file ${file}.`;
  if (error.code === 'Z_BUF_ERROR' || /unexpected end/i.test(error.message))
    return `${file} ends too early: it is a piece of a backup.`;
  if (error.code === 'Z_DATA_ERROR' && /header/.test(error.message)) return `${file} is not a backup of Claimdesk.`;
  if (error.code === 'Z_DATA_ERROR' || /tar|checksum/i.test(error.message))
    return `${file} is damaged: ${error.message}.`;
  return `${file} cannot be read: ${error.message}.`;
}
