import fc from 'fast-check';
import { appendLeaf, appendLeaves, emptyFrontier, frontierRoot, type TreeNode } from './compact-range.js';
import { consistencyProof, verifyConsistency } from './consistency.js';
import { inclusionProof, verifyInclusion } from './inclusion.js';
import { rangeRoot } from './stored-tree.js';
import { splitOf } from './tree-arithmetic.js';
import { emptyRoot, leafHash, nodeHash } from './tree-hash.js';

/** RFC 6962 §2.1 word for word: slow, recursive, and nothing shared with the code under test but the two hashes. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leaves[0] as Buffer;
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

const someLeaves = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));

/** A store of perfect subtrees that counts its reads. */
function storeOf(leaves: readonly Buffer[]): { node: (level: number, index: number) => Buffer; reads: () => number } {
  const { nodes } = appendLeaves(emptyFrontier, leaves);
  const stored = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]));
  leaves.forEach((hash, i) => stored.set(`0/${i}`, hash));
  let reads = 0;
  return {
    reads: () => reads,
    node: (level, index) => {
      reads += 1;
      const hash = stored.get(`${level}/${index}`);
      if (!hash) throw new Error(`no perfect subtree ${level}/${index}`);
      return hash;
    },
  };
}

const boundaries = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65];

describe('a frontier', () => {
  it('has the root of the whole tree, however the leaves arrived', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 20 }), (batches) => {
        const leaves = someLeaves(batches.reduce((sum, batch) => sum + batch, 0));
        let frontier = emptyFrontier;
        const nodes: TreeNode[] = [];
        for (const batch of batches) {
          const appended = appendLeaves(frontier, leaves.slice(frontier.size, frontier.size + batch));
          ({ frontier } = appended);
          nodes.push(...appended.nodes);
        }
        expect(frontierRoot(frontier)).toEqual(naiveRoot(leaves));
        expect(nodes).toEqual(
          leaves.reduce(
            (all, leaf) => {
              const appended = appendLeaf(all.frontier, leaf);
              return { frontier: appended.frontier, nodes: [...all.nodes, ...appended.nodes] };
            },
            { frontier: emptyFrontier, nodes: [] as TreeNode[] },
          ).nodes,
        );
      }),
    );
  });

  it('returns each perfect subtree of level 1 and up exactly once, with its own root', () => {
    for (const size of [0, ...boundaries]) {
      const leaves = someLeaves(size);
      const { nodes } = appendLeaves(emptyFrontier, leaves);
      const expected = new Map<string, Buffer>();
      for (let level = 1; 2 ** level <= size; level += 1) {
        for (let index = 0; (index + 1) * 2 ** level <= size; index += 1) {
          expected.set(`${level}/${index}`, naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));
        }
      }
      expect(nodes).toHaveLength(expected.size);
      expect(new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]))).toEqual(expected);
    }
  });

  it('does not touch the frontier it was given', () => {
    const { frontier } = appendLeaves(emptyFrontier, someLeaves(3));
    const copy = { size: frontier.size, hashes: [...frontier.hashes] };
    appendLeaves(frontier, someLeaves(5));
    expect(frontier).toEqual(copy);
    expect(emptyFrontier).toEqual({ size: 0, hashes: [] });
  });

  it('counts in the upper reaches beyond 32 bits', () => {
    const perfect = leafHash(Buffer.from('a subtree of 2^40 leaves'));
    const { frontier, nodes } = appendLeaves({ size: 2 ** 40, hashes: [perfect] }, someLeaves(2));
    expect(nodes).toEqual([{ level: 1, index: 2 ** 39, hash: naiveRoot(someLeaves(2)) }]);
    expect(frontierRoot(frontier)).toEqual(nodeHash(perfect, naiveRoot(someLeaves(2))));
  });

  it('is refused when its hashes do not belong to its size', () => {
    const [one, two] = someLeaves(2) as [Buffer, Buffer];
    for (const broken of [
      { size: 2, hashes: [one, two] },
      { size: 3, hashes: [one] },
      { size: 0, hashes: [one] },
      { size: 1, hashes: [] },
      { size: -1, hashes: [one] },
      { size: 1.5, hashes: [one, two] },
    ]) {
      expect(() => frontierRoot(broken)).toThrow(RangeError);
      expect(() => appendLeaf(broken, two)).toThrow(RangeError);
    }
    const full = { size: Number.MAX_SAFE_INTEGER, hashes: someLeaves(53) };
    expect(() => appendLeaf(full, one)).toThrow(/at most/);
  });
});

describe('proofs out of stored nodes', () => {
  it('of inclusion are accepted for every leaf at every boundary, within 2 log n reads, and for no other index', async () => {
    for (const size of boundaries) {
      const leaves = someLeaves(size);
      const root = naiveRoot(leaves);
      for (let index = 0; index < size; index += 1) {
        const store = storeOf(leaves);
        const proof = await inclusionProof(index, size, store.node);
        const claim = { index, size, leafHash: leaves[index] as Buffer, proof, root };
        expect(verifyInclusion(claim)).toBe(true);
        expect(store.reads()).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(size)));
        expect(verifyInclusion({ ...claim, index: index + 1 })).toBe(false);
        expect(verifyInclusion({ ...claim, index: index - 1 })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...proof, root] })).toBe(false);
        // A proof that climbs past its tree, with a root that fits.
        expect(verifyInclusion({ ...claim, proof: [...proof, emptyRoot], root: nodeHash(emptyRoot, root) })).toBe(
          false,
        );
        expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(size === 1);
      }
    }
  });

  it('of consistency are accepted between every two sizes, within 2 log n + 2 reads, and for no other root', async () => {
    const all = someLeaves(33);
    const store = storeOf(all);
    for (let size2 = 1; size2 <= 33; size2 += 1) {
      for (let size1 = 1; size1 <= size2; size1 += 1) {
        const before = store.reads();
        const proof = await consistencyProof(size1, size2, store.node);
        expect(store.reads() - before).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(size2)) + 2);
        const root1 = naiveRoot(all.slice(0, size1));
        const root2 = naiveRoot(all.slice(0, size2));
        const claim = { size1, root1, size2, root2, proof };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, root1: emptyRoot })).toBe(false);
        expect(verifyConsistency({ ...claim, root2: emptyRoot })).toBe(false);
        expect(verifyConsistency({ ...claim, proof: [...proof, emptyRoot] })).toBe(false);
        const grown = { root1: nodeHash(emptyRoot, root1), root2: nodeHash(emptyRoot, root2) };
        expect(verifyConsistency({ ...claim, ...grown, proof: [...proof, emptyRoot] })).toBe(false);
        expect(verifyConsistency({ ...claim, proof: proof.slice(0, -1) })).toBe(size1 === size2);
      }
    }
  });

  it('work at sizes that no 32-bit operator can hold', async () => {
    const node = (level: number, index: number): Buffer => leafHash(Buffer.from(`${level}/${index}`));
    for (const size of [2 ** 32 + 1, 2 ** 45 + 2 ** 33 + 5, Number.MAX_SAFE_INTEGER]) {
      const root = await rangeRoot(0, size, node);
      // Only the last leaf's siblings are all perfect subtrees that the frontier names too, so the made-up nodes agree.
      const proof = await inclusionProof(size - 1, size, node);
      expect(verifyInclusion({ index: size - 1, size, leafHash: node(0, size - 1), proof, root })).toBe(true);
      const size1 = 2 ** 32;
      const consistency = await consistencyProof(size, size, node);
      expect(verifyConsistency({ size1: size, root1: root, size2: size, root2: root, proof: consistency })).toBe(true);
      expect(verifyInclusion({ index: size1 - 1, size, leafHash: node(0, size - 1), proof, root })).toBe(false);
    }
    const half = node(32, 0);
    const leaf = node(0, 2 ** 32);
    const later = { size1: 2 ** 32, root1: half, size2: 2 ** 32 + 1, root2: nodeHash(half, leaf) };
    expect(await consistencyProof(later.size1, later.size2, node)).toEqual([leaf]);
    expect(verifyConsistency({ ...later, proof: [leaf] })).toBe(true);
    expect(verifyConsistency({ ...later, size2: 1, proof: [leaf] })).toBe(false);
  });

  it('are refused outside the tree, and from the empty tree', async () => {
    const { node } = storeOf(someLeaves(8));
    for (const [index, size] of [
      [8, 8],
      [0, 0],
      [-1, 8],
      [0.5, 8],
      [0, 2 ** 53],
    ] as const) {
      await expect(inclusionProof(index, size, node)).rejects.toThrow(RangeError);
      expect(verifyInclusion({ index, size, leafHash: emptyRoot, proof: [], root: emptyRoot })).toBe(false);
    }
    for (const [size1, size2] of [
      [0, 8],
      [0, 0],
      [5, 4],
      [1, 2.5],
      [-1, 4],
    ] as const) {
      await expect(consistencyProof(size1, size2, node)).rejects.toThrow(RangeError);
      expect(verifyConsistency({ size1, size2, root1: emptyRoot, root2: emptyRoot, proof: [] })).toBe(false);
    }
  });

  it('are refused with hashes of another length', () => {
    const short = Buffer.alloc(31);
    expect(verifyInclusion({ index: 0, size: 1, leafHash: short, proof: [], root: short })).toBe(false);
    const shortened = { size1: 1, root1: short, size2: 2, root2: nodeHash(short, emptyRoot), proof: [emptyRoot] };
    expect(verifyConsistency(shortened)).toBe(false);
    const [one, two] = someLeaves(2) as [Buffer, Buffer];
    const joined = Buffer.concat([one, two]);
    expect(
      verifyInclusion({ index: 0, size: 2, leafHash: Buffer.alloc(0), proof: [joined], root: nodeHash(one, two) }),
    ).toBe(false);
  });

  it('of consistency are refused for sizes that they were not made for, though every hash fits', () => {
    const [a, b] = someLeaves(2) as [Buffer, Buffer];
    const fitting = { root1: a, root2: nodeHash(a, b), proof: [b] };
    expect(verifyConsistency({ ...fitting, size1: 1, size2: 2 })).toBe(true);
    // As many hashes as it takes from 4 to 5 do not reach from 4 to 9.
    expect(verifyConsistency({ ...fitting, size1: 4, size2: 5 })).toBe(true);
    expect(verifyConsistency({ ...fitting, size1: 4, size2: 9 })).toBe(false);
    expect(verifyConsistency({ ...fitting, size1: 1, size2: 1.5 })).toBe(false);
    expect(verifyConsistency({ ...fitting, size1: 3, size2: 2, proof: [a, b] })).toBe(false);
    for (const size of [0.5, -1, 2 ** 53]) {
      expect(verifyConsistency({ root1: a, root2: a, proof: [], size1: size, size2: size })).toBe(false);
    }
  });
});

it('splits at the largest power of two below the size', () => {
  expect([2, 3, 4, 5, 8, 9, 2 ** 40, 2 ** 40 + 1].map(splitOf)).toEqual([1, 2, 2, 4, 4, 8, 2 ** 39, 2 ** 40]);
});
