import { Ground } from './1764000000001-ground.js';
import { LedgerTables } from './1764000000002-ledger.js';
import { IdentityTables } from './1764000000003-identity.js';
import { ArticleAndClaimTables } from './1764000000004-articles-and-claims.js';
import { EvidenceAndVerdictTables } from './1764000000005-evidence-and-verdicts.js';
import { WorkAndOutsideTables } from './1764000000006-work-and-outside.js';
import { Vocabulary } from './1764000000007-vocabulary.js';
import { ClaimDesk } from './1764000000010-claim-desk.js';
import { VerdictDesk } from './1764000000011-verdict-desk.js';
import { Corrections } from './1764000000012-corrections.js';
import { EvidenceDesk } from './1764000000013-evidence-desk.js';
import { Queues } from './1764000000014-queues.js';
import { Imports } from './1764000000015-imports.js';
import { ProceduresAndArchive } from './1764000000016-procedures-and-archive.js';
import { BallotQueue } from './1764000000017-ballot-queue.js';
import { MasterKeyMark } from './1764000000018-master-key-mark.js';
import { MembersAndKeys } from './1764000000019-members-and-keys.js';
import { AccessLog } from './1764000000020-access-log.js';
import { SigningKeyVersions } from './1764000000021-signing-keys.js';
import { EndpointTerms } from './1764000000024-endpoint-terms.js';
import { Recoveries } from './1764000000025-recoveries.js';
import { LostLeases } from './1764000000026-lost-leases.js';
import { PublishedTables } from './1764000000027-published.js';
import { PageOfRecord } from './1764000000028-page-of-record.js';
import { ReportContents } from './1764000000029-report-contents.js';
import { LiveExport } from './1764000000030-live-export.js';
import { Methodology } from './1764000000031-methodology.js';
import { CheckpointMessages } from './1764000000032-checkpoint-messages.js';
import { CheaperSequencing } from './1764000000040-cheaper-sequencing.js';
import { PastDeliveries } from './1764000000037-past-deliveries.js';
import { SinceWhen } from './1764000000036-since-when.js';
import { Erasures } from './1764000000033-erasures.js';
import { ErasedSubjects } from './1764000000034-erased-subjects.js';
import { AnswersForReaders } from './1764000000038-answers-for-readers.js';

/** In the order in which they run. New ones go to the end; an old one is never edited once released. */
export const migrations = [
  Ground,
  LedgerTables,
  IdentityTables,
  ArticleAndClaimTables,
  EvidenceAndVerdictTables,
  WorkAndOutsideTables,
  Vocabulary,
  ClaimDesk,
  VerdictDesk,
  Corrections,
  EvidenceDesk,
  Queues,
  Imports,
  ProceduresAndArchive,
  BallotQueue,
  MasterKeyMark,
  MembersAndKeys,
  AccessLog,
  SigningKeyVersions,
  EndpointTerms,
  Recoveries,
  LostLeases,
  PublishedTables,
  PageOfRecord,
  ReportContents,
  LiveExport,
  Methodology,
  CheckpointMessages,
  CheaperSequencing,
  SinceWhen,
  Erasures,
  ErasedSubjects,
  AnswersForReaders,
  PastDeliveries,
];
