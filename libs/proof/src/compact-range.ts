import { isCount, half, isOdd, onesIn } from './tree-arithmetic.js';
import { emptyRoot, nodeHash } from './tree-hash.js';

/**
 * All of a tree that appending needs: the roots of the perfect subtrees that `size` decomposes into, largest (left-most)
 * first, one for each 1 in the binary form of `size`. Never more than 53 hashes.
 */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Buffer[];
}

/** A perfect subtree of 2^level leaves; the leaves before it are index × 2^level. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

/** `nodes`: the perfect subtrees of level ≥ 1 that became complete, in the order of completion. Leaves are the caller's own. */
export interface Appended {
  readonly frontier: Frontier;
  readonly nodes: readonly TreeNode[];
}

export const emptyFrontier: Frontier = { size: 0, hashes: [] };

export function appendLeaf(frontier: Frontier, leaf: Buffer): Appended {
  return appendLeaves(frontier, [leaf]);
}

/** Copies the frontier once a batch; a leaf costs one inner hash on average (n leaves complete fewer than n subtrees). */
export function appendLeaves(frontier: Frontier, leaves: readonly Buffer[]): Appended {
  assertWhole(frontier);
  if (!isCount(frontier.size + leaves.length)) throw new RangeError('a tree has at most 2^53 - 1 leaves');
  const hashes = [...frontier.hashes];
  const nodes: TreeNode[] = [];
  let size = frontier.size;
  for (const leaf of leaves) {
    let node: TreeNode = { level: 0, index: size, hash: leaf };
    while (isOdd(node.index)) {
      node = { level: node.level + 1, index: half(node.index), hash: nodeHash(hashes.pop() as Buffer, node.hash) };
      nodes.push(node);
    }
    hashes.push(node.hash);
    size += 1;
  }
  return { frontier: { size, hashes }, nodes };
}

/** The tree's root: the subtrees joined from the right (RFC 6962 §2.1, k is the largest power of two below n). */
export function frontierRoot(frontier: Frontier): Buffer {
  assertWhole(frontier);
  return joinFromRight(frontier.hashes);
}

/** The root over neighbouring perfect subtrees, largest first. */
export function joinFromRight(hashes: readonly Buffer[]): Buffer {
  return hashes.length === 0 ? emptyRoot : hashes.reduceRight((right, left) => nodeHash(left, right));
}

// A frontier comes back from a store; one with the wrong number of hashes would grow into a wrong tree without a word.
function assertWhole({ size, hashes }: Frontier): void {
  if (!isCount(size)) throw new RangeError(`no tree has the size ${size}`);
  if (onesIn(size) !== hashes.length) {
    throw new RangeError(`a frontier of size ${size} has ${onesIn(size)} hashes, not ${hashes.length}`);
  }
}
