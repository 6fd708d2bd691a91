// The ledger's mathematics: RFC 6962 trees, signed notes and checkpoints, commitments, the audit bundle and its verifier.
// It must not know: the database, the network, fact-checking, or any package beyond Node itself and the kernel.
export { Malformed } from './malformed.js';
export { leafHash, nodeHash, emptyRoot, hashBytes } from './tree-hash.js';
export {
  appendLeaf,
  appendLeaves,
  emptyFrontier,
  frontierRoot,
  type Appended,
  type Frontier,
  type TreeNode,
} from './compact-range.js';
export { rangeRoot, type ReadNode } from './stored-tree.js';
export { inclusionProof, verifyInclusion, type InclusionClaim } from './inclusion.js';
export { consistencyProof, verifyConsistency, type ConsistencyClaim } from './consistency.js';
export {
  formatVerifierKey,
  newSeed,
  noteSigner,
  parsePins,
  parseVerifierKey,
  type NoteSigner,
  type VerifierKey,
} from './note-key.js';
export { openNote, parseNote, signNote, type NoteSignature, type OpenedNote, type ParsedNote } from './signed-note.js';
export { formatTlogProof, parseTlogProof, type TlogProof } from './tlog-proof.js';
export { formatCheckpoint, ledgerOrigin, parseCheckpoint, type Checkpoint } from './checkpoint.js';
export { commit, formatDisclosure, opens, saltBytes, type Commitment, type Disclosure } from './commitment.js';
export { openContainer, writeContainer, type Container, type ContainerFile, type Content } from './container.js';
export { formatWithheld, type WithheldEntry } from './withheld.js';
export { bundleFiles, bundleFormat, type Manifest } from './bundle.js';
export { writeBundle, type BundleContent } from './write-bundle.js';
export { deriveViews, type ViewSource } from './views/derive-views.js';
export { verifyBundle, type VerifyOptions } from './verify-bundle.js';
export { verifyEvent, type ProvenEvent } from './verify-event.js';
export { exitCodes, type BundleFault, type ProvenBundle, type RefusedBundle } from './verdict-of-bundle.js';
