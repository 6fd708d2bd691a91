import { createHash } from 'node:crypto';

/** Bytes in every hash of the tree. */
export const hashBytes = 32;
export const isHash = (bytes: Uint8Array): boolean => bytes.length === hashBytes;

// The prefixes keep a leaf from ever passing for an inner node (RFC 6962 §2.1).
const leafPrefix = Buffer.of(0x00);
const nodePrefix = Buffer.of(0x01);

/** SHA-256(0x00 ‖ entry): RFC 6962 §2.1. */
export function leafHash(entry: Uint8Array): Buffer {
  return createHash('sha256').update(leafPrefix).update(entry).digest();
}

/** SHA-256(0x01 ‖ left ‖ right): RFC 6962 §2.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest();
}

/** The root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Buffer = createHash('sha256').digest();
