import { Malformed } from './malformed.js';

/** What the container says about one file besides its bytes. `offset` is that of its local header. */
export interface ContainerEntry {
  readonly name: string;
  readonly size: number;
  readonly crc: number;
  readonly offset: number;
}

/** From here on a 32-bit field says "see the ZIP64 field" (APPNOTE 4.4.1.4). */
const zip64From = 0xffffffff;
/** The end record counts files in 16 bits; staying below them spares one ZIP64 case. */
export const maxFiles = 65_534;
export const localSignature = 0x04034b50;
export const localHeaderBytes = 30;
/** Name (at most 200) and ZIP64 field after the fixed part. */
export const maxVariableBytes = 256;
// 1980-01-01, the first day ZIP can say: the container has no clock, so equal contents give equal bytes.
const firstDay = 0x0021;

/** Plain relative ASCII paths: nothing that escapes the folder or reads differently on another system. */
export function isFileName(name: string): boolean {
  return name.length <= 200 && name.split('/').every((part) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part));
}

/** ZIP APPNOTE 6.3 §4.3.7: stored, no flags, no attributes, and a ZIP64 field only where a size needs it. */
export function localHeader({ name, size, crc }: Omit<ContainerEntry, 'offset'>): Buffer {
  const large = size >= zip64From;
  const extra = large ? zip64Extra([size, size]) : Buffer.alloc(0);
  const fixed = Buffer.alloc(localHeaderBytes);
  fixed.writeUInt32LE(localSignature, 0);
  fixed.writeUInt16LE(versionNeeded(large), 4);
  fixed.writeUInt16LE(firstDay, 12);
  fixed.writeUInt32LE(crc, 14);
  fixed.writeUInt32LE(capped(size), 18);
  fixed.writeUInt32LE(capped(size), 22);
  fixed.writeUInt16LE(name.length, 26);
  fixed.writeUInt16LE(extra.length, 28);
  return Buffer.concat([fixed, Buffer.from(name, 'latin1'), extra]);
}

/** Reads name, size and CRC out of the bytes at a local header; whether every other bit is as ours is for the caller to compare. */
export function parseLocalHeader(bytes: Buffer): Omit<ContainerEntry, 'offset'> {
  const nameEnd = bytes.length < localHeaderBytes ? Infinity : localHeaderBytes + bytes.readUInt16LE(26);
  if (nameEnd > bytes.length) throw new Malformed('the container ends within a header');
  const name = bytes.toString('latin1', localHeaderBytes, nameEnd);
  const short = bytes.readUInt32LE(22);
  if (short < zip64From) return { name, size: short, crc: bytes.readUInt32LE(14) };
  if (nameEnd + 12 > bytes.length) throw new Malformed('the container ends within a header');
  const size = Number(bytes.readBigUInt64LE(nameEnd + 4));
  if (!Number.isSafeInteger(size)) throw new Malformed(`${name} claims an impossible size`);
  return { name, size, crc: bytes.readUInt32LE(14) };
}

/** Everything after the last file: central directory (§4.3.12), ZIP64 end record and locator where needed, end record. */
export function containerTail(entries: readonly ContainerEntry[], offset: number): Buffer {
  const directory = Buffer.concat(entries.map(directoryHeader));
  const large = offset >= zip64From || directory.length >= zip64From;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(capped(directory.length), 12);
  end.writeUInt32LE(capped(offset), 16);
  const wide = large ? zip64End(entries.length, directory.length, offset) : Buffer.alloc(0);
  return Buffer.concat([directory, wide, end]);
}

function directoryHeader({ name, size, crc, offset }: ContainerEntry): Buffer {
  const wide = [...(size >= zip64From ? [size, size] : []), ...(offset >= zip64From ? [offset] : [])];
  const extra = wide.length > 0 ? zip64Extra(wide) : Buffer.alloc(0);
  const fixed = Buffer.alloc(46);
  fixed.writeUInt32LE(0x02014b50, 0);
  fixed.writeUInt16LE(versionNeeded(wide.length > 0), 4);
  fixed.writeUInt16LE(versionNeeded(wide.length > 0), 6);
  fixed.writeUInt16LE(firstDay, 14);
  fixed.writeUInt32LE(crc, 16);
  fixed.writeUInt32LE(capped(size), 20);
  fixed.writeUInt32LE(capped(size), 24);
  fixed.writeUInt16LE(name.length, 28);
  fixed.writeUInt16LE(extra.length, 30);
  fixed.writeUInt32LE(capped(offset), 42);
  return Buffer.concat([fixed, Buffer.from(name, 'latin1'), extra]);
}

/** §4.3.14 and §4.3.15: the end record in 64 bits, then where it stands. */
function zip64End(count: number, length: number, offset: number): Buffer {
  const record = Buffer.alloc(56 + 20);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(versionNeeded(true), 12);
  record.writeUInt16LE(versionNeeded(true), 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(length), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(offset) + BigInt(length), 64);
  record.writeUInt32LE(1, 72);
  return record;
}

/** §4.5.3. */
function zip64Extra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, i) => extra.writeBigUInt64LE(BigInt(value), 4 + 8 * i));
  return extra;
}

const capped = (value: number): number => Math.min(value, zip64From);
const versionNeeded = (zip64: boolean): number => (zip64 ? 45 : 20);
