import { joinFromRight } from './compact-range.js';

/** Reads the stored root of a perfect subtree; level 0 is a leaf hash. */
export type ReadNode = (level: number, index: number) => Promise<Buffer> | Buffer;

/**
 * The root over the leaves [begin, end) out of stored perfect subtrees, at most log₂(end - begin) + 1 reads.
 * `begin` must be where the RFC's recursion splits: a multiple of every power of two in end - begin.
 */
export async function rangeRoot(begin: number, end: number, node: ReadNode): Promise<Buffer> {
  const parts: Promise<Buffer>[] = [];
  for (let at = begin; at < end;) {
    const { level, width } = largestPerfect(end - at);
    parts.push(Promise.resolve(node(level, at / width)));
    at += width;
  }
  return joinFromRight(await Promise.all(parts));
}

function largestPerfect(size: number): { level: number; width: number } {
  let level = 0;
  let width = 1;
  while (width * 2 <= size) {
    width *= 2;
    level += 1;
  }
  return { level, width };
}
