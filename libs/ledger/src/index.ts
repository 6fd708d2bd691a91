// The log of everything: verbs record into it, the sequencer orders it, the signer vouches for it, readers follow it.
// It must not know: which verbs there are, HTTP, or who reads.
export { LedgerModule } from './ledger.module.js';
export { Ledger, ledgerChannel, type Change, type NewEvent } from './ledger.js';
export { Sequencer, sequencedChannel } from './sequencer.js';
export { Signer } from './signer.js';
export { SigningKeys, signingKeyState, type SigningKeyState } from './signing-keys.js';
export { CheckpointStore, type SignedCheckpoint } from './checkpoint-store.js';
export { EntryStore, type LedgerEntry } from './entry-store.js';
export { eventType } from './event-type.js';
export { DueStore } from './due-store.js';
export { LagReads, type ReaderLag } from './lag-reads.js';
export { HistoryStore, type HistoryItem } from './history-store.js';
export { type LogSpan, LogTimes } from './log-times.js';
export { type LogAt, StatesAt, type StateThen, type Then, type WholeState } from './states-at.js';
export { type PastState, StateHistory } from './state-history.js';
export { beginBesideErasures, eraseAlone } from './erasure/erasure-lock.js';
export { ErasedSubjects, isErased } from './erasure/erased-subjects.js';
export {
  counted,
  type Erasing,
  type ErasurePlace,
  ErasurePlaces,
  idsOf,
  type PlaceCounts,
} from './erasure/erasure-places.js';
export { startLog } from './start-log.js';
export { type Finding } from './doctor/finding.js';
export { type Witness } from './doctor/check-witness.js';
export { LedgerDoctor } from './doctor/ledger-doctor.js';
export { TreeStore } from './tree-store.js';
export { ReplayDoctor } from './replay/replay-doctor.js';
export { type ReplayFinding } from './replay/replay-finding.js';
export { newestVersion, type SubjectTable, subjectTable, SubjectTables } from './replay/subject-tables.js';
