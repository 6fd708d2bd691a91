import { rangeRoot, type ReadNode } from './stored-tree.js';
import { half, isCount, isOdd, splitOf } from './tree-arithmetic.js';
import { isHash, nodeHash } from './tree-hash.js';

export interface ConsistencyClaim {
  readonly size1: number;
  readonly root1: Buffer;
  readonly size2: number;
  readonly root2: Buffer;
  readonly proof: readonly Buffer[];
}

/**
 * RFC 9162 §2.1.4.2, with its names fn, sn, fr and sr: the first tree is the beginning of the second.
 * An empty first tree is refused even where the RFC is silent: it would vouch for anything.
 */
export function verifyConsistency({ size1, root1, size2, root2, proof }: ConsistencyClaim): boolean {
  if (!isCount(size1) || !isCount(size2) || size1 === 0 || size1 > size2) return false;
  if (size1 === size2) return proof.length === 0 && root1.equals(root2);
  if (![root1, root2, ...proof].every(isHash)) return false;
  if (proof.length === 0) return false;

  const [start, ...path] = isPowerOfTwo(size1) ? [root1, ...proof] : proof;
  let fn = size1 - 1;
  let sn = size2 - 1;
  while (isOdd(fn)) {
    fn = half(fn);
    sn = half(sn);
  }
  let fr = start as Buffer;
  let sr = fr;
  for (const c of path) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(c, fr);
      sr = nodeHash(c, sr);
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      sr = nodeHash(sr, c);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && fr.equals(root1) && sr.equals(root2);
}

/** RFC 6962 §2.1.2 out of stored nodes: O(log n) reads. Throws RangeError unless 1 ≤ size1 ≤ size2. */
export async function consistencyProof(size1: number, size2: number, node: ReadNode): Promise<Buffer[]> {
  if (!isCount(size1) || !isCount(size2) || size1 === 0 || size1 > size2) {
    throw new RangeError(`no consistency proof from ${size1} to ${size2}`);
  }
  const downward: Promise<Buffer>[] = [];
  let begin = 0;
  let end = size2;
  while (size1 !== end) {
    const middle = begin + splitOf(end - begin);
    if (size1 <= middle) {
      downward.push(rangeRoot(middle, end, node));
      end = middle;
    } else {
      downward.push(rangeRoot(begin, middle, node));
      begin = middle;
    }
  }
  // The verifier knows the first root itself, so it is named only when it is a part of the first tree.
  if (begin > 0) downward.push(rangeRoot(begin, size1, node));
  return (await Promise.all(downward)).reverse();
}

function isPowerOfTwo(value: number): boolean {
  let rest = value;
  while (rest % 2 === 0) rest /= 2;
  return rest === 1;
}
