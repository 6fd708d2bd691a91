import { AbandonVerdict } from './abandon-verdict.js';
import { BallotStore } from './ballot-store.js';
import { BallotReads, CastBallot } from './cast-ballot.js';
import { CorrectedContent } from './corrected-content.js';
import { DeclareInterest } from './declare-interest.js';
import { DraftRetraction } from './draft-retraction.js';
import { DraftVerdict } from './draft-verdict.js';
import { EditVerdict } from './edit-verdict.js';
import { HandOverVerdict } from './hand-over-verdict.js';
import { InterestStore } from './interest-store.js';
import { ObjectToVerdict } from './object-to-verdict.js';
import { PrecedentReads } from './precedent-reads.js';
import { Publication, PublishReads } from './publication.js';
import { PublishOnTime } from './publish-on-time.js';
import { PublishVerdict } from './publish-verdict.js';
import { RecallVerdict } from './recall-verdict.js';
import { RestOfBallots } from './rest-of-ballots.js';
import { RestStore } from './rest-store.js';
import { ReviseVerdict } from './revise-verdict.js';
import { ScheduleVerdict } from './schedule-verdict.js';
import { SubmitReads, SubmitVerdict } from './submit-verdict.js';
import { UnscheduleVerdict } from './unschedule-verdict.js';
import { VerdictDrafts } from './verdict-drafts.js';
import { VerdictGrounds } from './verdict-grounds.js';
import { VerdictStore } from './verdict-store.js';
import { WithdrawBallot } from './withdraw-ballot.js';
import type { RoomProviders } from '../room-providers.js';

/** Verdicts and the votes on them. */
export const verdicts: RoomProviders = {
  verbs: [
    DraftVerdict,
    SubmitVerdict,
    CastBallot,
    PublishVerdict,
    PublishOnTime,
    EditVerdict,
    RecallVerdict,
    ReviseVerdict,
    HandOverVerdict,
    ObjectToVerdict,
    ScheduleVerdict,
    UnscheduleVerdict,
    AbandonVerdict,
    WithdrawBallot,
    DeclareInterest,
    DraftRetraction,
  ],
  reads: [VerdictStore, BallotStore, PrecedentReads],
  inside: [
    InterestStore,
    VerdictGrounds,
    SubmitReads,
    BallotReads,
    PublishReads,
    Publication,
    VerdictDrafts,
    RestStore,
    RestOfBallots,
    CorrectedContent,
  ],
};
