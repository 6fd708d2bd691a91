import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithShared, sharedFolder } from '../../../test/support/shared.js';
import { appendLeaves, emptyFrontier, frontierRoot } from './compact-range.js';
import { verifyConsistency } from './consistency.js';
import { verifyInclusion } from './inclusion.js';
import { leafHash } from './tree-hash.js';

const vectors = join(sharedFolder, 'vectors');
const linesOf = <Case>(file: string): Case[] =>
  readFileSync(join(vectors, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);
const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

describeWithShared('vectors/rfc6962-inclusion.jsonl', 'the published trees and proofs', () => {
  it('have our roots, for the first 0 to 8 leaves', () => {
    const known = JSON.parse(readFileSync(join(vectors, 'rfc6962-roots.json'), 'utf8')) as {
      emptyRoot: string;
      leavesHex: string[];
      rootsOfFirstN: string[];
    };
    const leaves = known.leavesHex.map((hex) => leafHash(Buffer.from(hex, 'hex')));
    const roots = leaves.map((_, i) => frontierRoot(appendLeaves(emptyFrontier, leaves.slice(0, i + 1)).frontier));
    expect(frontierRoot(emptyFrontier).toString('hex')).toBe(known.emptyRoot);
    expect(roots.map((root) => root.toString('hex'))).toEqual(known.rootsOfFirstN);
    expect(roots).toHaveLength(8);
  });

  it('agree with verifyInclusion in all 98 cases', () => {
    type Case = {
      leafIdx: number;
      treeSize: number;
      root: string;
      leafHash: string;
      proof: string[] | null;
      file: string;
      wantErr: boolean;
    };
    const cases = linesOf<Case>('rfc6962-inclusion.jsonl');
    const answers = cases.map((c) => [
      c.file,
      verifyInclusion({
        index: c.leafIdx,
        size: c.treeSize,
        leafHash: bytes(c.leafHash),
        root: bytes(c.root),
        proof: (c.proof ?? []).map(bytes),
      }),
    ]);
    expect(answers).toEqual(cases.map((c) => [c.file, !c.wantErr]));
    expect(cases).toHaveLength(98);
  });

  it('agree with verifyConsistency in all 98 cases', () => {
    type Case = {
      size1: number;
      size2: number;
      root1: string;
      root2: string;
      proof: string[] | null;
      file: string;
      wantErr: boolean;
    };
    const cases = linesOf<Case>('rfc6962-consistency.jsonl');
    const answers = cases.map((c) => [
      c.file,
      verifyConsistency({ ...c, root1: bytes(c.root1), root2: bytes(c.root2), proof: (c.proof ?? []).map(bytes) }),
    ]);
    expect(answers).toEqual(cases.map((c) => [c.file, !c.wantErr]));
    expect(cases).toHaveLength(98);
  });
});
