import { createHash } from 'node:crypto';

/** SHA-256 as 32 bytes. */
export const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest();

/** SHA-256 as 64 lower-case hexadecimal characters. */
export const sha256Hex = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');
