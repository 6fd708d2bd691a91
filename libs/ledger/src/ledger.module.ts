import { Module } from '@nestjs/common';
import { CheckpointStore } from './checkpoint-store.js';
import { DoctorStore } from './doctor/doctor-store.js';
import { LedgerDoctor } from './doctor/ledger-doctor.js';
import { DueStore } from './due-store.js';
import { AnswersPlace } from './erasure/answers-place.js';
import { ErasedSubjects } from './erasure/erased-subjects.js';
import { ErasurePlaces } from './erasure/erasure-places.js';
import { LedgerPlace } from './erasure/ledger-place.js';
import { EntryStore } from './entry-store.js';
import { HeadStore } from './head-store.js';
import { HistoryStore } from './history-store.js';
import { Ledger } from './ledger.js';
import { LogTimes } from './log-times.js';
import { LedgerTables } from './ledger-tables.js';
import { ReplayDoctor } from './replay/replay-doctor.js';
import { ReplayStore } from './replay/replay-store.js';
import { SubjectTables } from './replay/subject-tables.js';
import { SequenceStore } from './sequence-store.js';
import { Sequencer } from './sequencer.js';
import { Signer } from './signer.js';
import { SigningKeys } from './signing-keys.js';
import { StateHistory } from './state-history.js';
import { StatesAt } from './states-at.js';
import { TreeStore } from './tree-store.js';

const offered = [
  Ledger,
  Sequencer,
  Signer,
  SigningKeys,
  CheckpointStore,
  EntryStore,
  DueStore,
  HistoryStore,
  LogTimes,
  StateHistory,
  StatesAt,
  TreeStore,
  LedgerDoctor,
  ErasurePlaces,
  ErasedSubjects,
  ReplayDoctor,
  SubjectTables,
];

@Module({
  providers: [...offered, LedgerPlace, AnswersPlace, HeadStore, SequenceStore, DoctorStore, LedgerTables, ReplayStore],
  exports: offered,
})
export class LedgerModule {}
