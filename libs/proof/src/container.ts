import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import {
  containerTail,
  isFileName,
  localHeader,
  localHeaderBytes,
  localSignature,
  maxFiles,
  maxVariableBytes,
  parseLocalHeader,
  type ContainerEntry,
} from './container-headers.js';
import { Malformed } from './malformed.js';

/** Bytes in memory, or the path of a file that does not change while it is written. */
export type Content = Uint8Array | { readonly file: string };
export interface ContainerFile {
  readonly name: string;
  readonly content: Content;
}

/** An open container whose frame is byte for byte what `writeContainer` gives for its files. */
export interface Container {
  readonly entries: readonly ContainerEntry[];
  /** The bytes of one file; after the last of them throws Malformed when their CRC-32 is another. */
  read(entry: ContainerEntry): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/** Memory of a reading stays at about this many bytes for each open stream. */
const chunkBytes = 256 * 1024;

/**
 * Writes a ZIP in the one form we know: stored, 1980-01-01, no attributes, the files in the order given. Ends `out`.
 * A ZIP in any other form has bytes that nothing depends on; here every byte follows from names and contents.
 */
export function writeContainer(out: Writable, files: readonly ContainerFile[]): Promise<void> {
  if (files.length > maxFiles) throw new RangeError(`a container holds at most ${maxFiles} files`);
  assertNames(files.map((file) => file.name));
  return pipeline(Readable.from(containerBytes(files), { objectMode: false }), out);
}

async function* containerBytes(files: readonly ContainerFile[]): AsyncGenerator<Uint8Array> {
  const entries: ContainerEntry[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    // Size and CRC stand before the bytes, so a file is read twice.
    const entry = { name, offset, ...(await measure(content)) };
    const header = localHeader(entry);
    yield header;
    const written = { size: 0, crc: 0 };
    for await (const chunk of chunksOf(content)) {
      yield chunk;
      written.size += chunk.length;
      written.crc = crc32(chunk, written.crc);
    }
    if (written.size !== entry.size || written.crc !== entry.crc)
      throw new Error(`${name} changed while it was written`);
    entries.push(entry);
    offset += header.length + entry.size;
  }
  yield containerTail(entries, offset);
}

/** Throws Malformed when any byte outside the files' contents is not as `writeContainer` would have written it. */
export async function openContainer(path: string): Promise<Container> {
  const handle = await open(path, 'r');
  try {
    const entries = await readFrame(handle);
    return { entries, read: (entry) => readEntry(handle, entry), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readFrame(handle: FileHandle): Promise<ContainerEntry[]> {
  const { size: total } = await handle.stat();
  const entries: ContainerEntry[] = [];
  let offset = 0;
  for (;;) {
    const bytes = await readAt(handle, offset, Math.min(localHeaderBytes + maxVariableBytes, total - offset));
    if (bytes.length < 4 || bytes.readUInt32LE(0) !== localSignature) break;
    const entry = { ...parseLocalHeader(bytes), offset };
    const header = localHeader(entry);
    if (!header.equals(bytes.subarray(0, header.length)))
      throw new Malformed(`the header at byte ${offset} is not ours`);
    offset += header.length + entry.size;
    entries.push(entry);
    if (offset > total || entries.length > maxFiles) throw new Malformed('the container is cut short or overfull');
  }
  assertNames(entries.map((entry) => entry.name));
  const tail = containerTail(entries, offset);
  const found = total - offset === tail.length ? await readAt(handle, offset, tail.length) : Buffer.alloc(0);
  if (!tail.equals(found)) throw new Malformed('the directory of the container is not ours');
  return entries;
}

async function* readEntry(handle: FileHandle, entry: ContainerEntry): AsyncGenerator<Buffer> {
  const begin = entry.offset + localHeader(entry).length;
  let crc = 0;
  for (let at = 0; at < entry.size; at += chunkBytes) {
    const chunk = await readAt(handle, begin + at, Math.min(chunkBytes, entry.size - at));
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (crc !== entry.crc) throw new Malformed(`the bytes of ${entry.name} do not have their CRC`);
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) throw new Malformed('the container became shorter while it was read');
    filled += bytesRead;
  }
  return bytes;
}

/** The bytes of a content in order. */
export async function* chunksOf(content: Content): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) yield content;
  else yield* createReadStream(content.file, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>;
}

async function measure(content: Content): Promise<{ size: number; crc: number }> {
  let size = 0;
  let crc = 0;
  for await (const chunk of chunksOf(content)) {
    size += chunk.length;
    crc = crc32(chunk, crc);
  }
  return { size, crc };
}

// Compared without case, for the systems that unpack `A` over `a`.
function assertNames(names: readonly string[]): void {
  const bad = names.find((name) => !isFileName(name));
  if (bad !== undefined) throw new Malformed(`"${bad}" is not a plain file name`);
  if (new Set(names.map((name) => name.toLowerCase())).size !== names.length) {
    throw new Malformed('the container holds a file twice');
  }
}
