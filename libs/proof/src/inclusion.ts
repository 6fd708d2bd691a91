import { rangeRoot, type ReadNode } from './stored-tree.js';
import { half, isCount, isOdd, splitOf } from './tree-arithmetic.js';
import { isHash, nodeHash } from './tree-hash.js';

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Buffer;
  /** Siblings from the leaf upward. */
  readonly proof: readonly Buffer[];
  readonly root: Buffer;
}

/** RFC 9162 §2.1.3.2, with its names fn, sn and r. Whatever is not a proof is `false`; nothing throws. */
export function verifyInclusion({ index, size, leafHash, proof, root }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (![leafHash, root, ...proof].every(isHash)) return false;
  let fn = index;
  let sn = size - 1;
  let r = leafHash;
  for (const p of proof) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r);
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      r = nodeHash(r, p);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && r.equals(root);
}

/** RFC 6962 §2.1.1 out of stored nodes: O(log n) reads. Throws RangeError unless 0 ≤ index < size. */
export async function inclusionProof(index: number, size: number, node: ReadNode): Promise<Buffer[]> {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const downward: Promise<Buffer>[] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin);
    if (index < middle) {
      downward.push(rangeRoot(middle, end, node));
      end = middle;
    } else {
      downward.push(rangeRoot(begin, middle, node));
      begin = middle;
    }
  }
  return (await Promise.all(downward)).reverse();
}
