import { AcceptClaim } from './accept-claim.js';
import { AddUtterance } from './add-utterance.js';
import { AssignClaim } from './assign-claim.js';
import { ClaimReads } from './claim-reads.js';
import { ClaimStore } from './claim-store.js';
import { ClaimTurns } from './claim-turns.js';
import { ClaimantStore } from './claimant-store.js';
import { DeclineClaim } from './decline-claim.js';
import { ClaimExportReads } from './claim-export-reads.js';
import { DropClaim } from './drop-claim.js';
import { EditClaim } from './edit-claim.js';
import { ExportClaims } from './export-claims.js';
import { HoldClaim } from './hold-claim.js';
import { LinkClaims } from './link-claims.js';
import { LinkStore } from './link-store.js';
import { MergeClaim } from './merge-claim.js';
import { OpenVerdict } from './open-verdict.js';
import { RegisterTopic } from './register-topic.js';
import { PageOfRecordStore } from './page-of-record-store.js';
import { ReleaseClaim } from './release-claim.js';
import { ReopenClaim } from './reopen-claim.js';
import { RestoreClaim } from './restore-claim.js';
import { Sayings } from './sayings.js';
import { SetPublication } from './set-publication.js';
import { SetTopics } from './set-topics.js';
import { SplitClaim } from './split-claim.js';
import { SubmitClaim } from './submit-claim.js';
import { SuspendClaim } from './suspend-claim.js';
import { TopicStore } from './topic-store.js';
import { UnlinkClaims } from './unlink-claims.js';
import { UnmergeClaim } from './unmerge-claim.js';
import { UtteranceStore } from './utterance-store.js';
import { WithdrawClaim } from './withdraw-claim.js';
import { WordingReads } from './wording-reads.js';
import type { RoomProviders } from '../room-providers.js';

/** Claims: their words, steps and links, who said them, and the registers they name. */
export const claims: RoomProviders = {
  verbs: [
    SubmitClaim,
    AcceptClaim,
    DeclineClaim,
    AssignClaim,
    EditClaim,
    LinkClaims,
    AddUtterance,
    WithdrawClaim,
    DropClaim,
    ReopenClaim,
    MergeClaim,
    UnmergeClaim,
    SplitClaim,
    UnlinkClaims,
    HoldClaim,
    ReleaseClaim,
    SuspendClaim,
    RestoreClaim,
    SetTopics,
    SetPublication,
    RegisterTopic,
    ExportClaims,
  ],
  reads: [ClaimReads, ClaimantStore, TopicStore, WordingReads],
  inside: [
    ClaimStore,
    PageOfRecordStore,
    ClaimTurns,
    OpenVerdict,
    Sayings,
    UtteranceStore,
    LinkStore,
    ClaimExportReads,
  ],
};
