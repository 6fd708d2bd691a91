import os from 'node:os';

const megabyte = 1_048_576;

/** Megabytes that PostgreSQL may keep pages in: an eighth of the machine's bytes, from its own default of 128 up to a gigabyte. */
export const sharedBuffers = (memory: number): number =>
  Math.min(1_024, Math.max(128, Math.floor(memory / 8 / megabyte)));

/** Bytes that this process may count on: what its container was given, where it is in one. */
export function memoryHere(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, os.totalmem()) : os.totalmem();
}
