// The rules of fact-checking, as data and plain functions over plain data, readable by an editor.
// It must not know: HTTP, the database, any framework, or what time it is.
export {
  type ActionOf,
  actionsFrom,
  actionsOf,
  endsOf,
  nextState,
  type Party,
  type StateOf,
  statesOf,
  type Step,
  stepFrom,
  type Workflow,
} from './workflow.js';
export { stepOrRefuse, wrongState } from './wrong-state.js';
export { diagram } from './diagram.js';

export { type ClaimAction, type ClaimStatus, claimStatuses, claimWorkflow } from './claim/claim-workflow.js';
export { type Move, type Stage, stageOf, stages, type Stay, staysOf } from './claim/stages.js';
export { type Dated, firstAppearance } from './claim/first-appearance.js';
export { type RegisterColumn, registerColumnNames, registerColumns } from './claim/register-columns.js';
export { mayGoUnseen, maySayAgain, mayTakeIn } from './claim/gathers.js';
export { type Hold, holdRuling, mayRelease, withoutHoldReason } from './claim/hold.js';
export { claimIsOpen, mayReword } from './claim/may-reword.js';
export { mayWithdraw } from './claim/may-withdraw.js';
export { isPartialDate, type Precision, precisionOf } from './claim/partial-date.js';
export { isWebAddress, longestWebAddress } from './evidence/web-address.js';
export { compareDecimals, isDecimal } from './claim/decimal.js';
export { type Comparator, comparators, type Quantity, quantityRuling } from './claim/quantity.js';

export {
  openVerdictStatuses,
  type VerdictAction,
  type VerdictStatus,
  verdictStatuses,
  verdictWorkflow,
} from './verdict/verdict-workflow.js';
export { fivePointScale, type Rating, ratingOf, type RatingScale, scaleRuling } from './verdict/rating-scale.js';
export {
  defaultPolicy,
  type Policy,
  policyRuling,
  type TimedStage,
  timedStages,
  weakenings,
} from './verdict/default-policy.js';
export { readyMadeScales } from './verdict/ready-made-scales.js';
export { mayDraftAgain, mayDraftRetraction } from './verdict/may-draft.js';
export { mayPublish, type PublishFacts } from './verdict/may-publish.js';
export {
  type FrozenQuorum,
  mostUrgentHours,
  noProcedures,
  type Procedures,
  quorumUnder,
} from './verdict/procedures.js';
export { restAfter, restRuling, type RestStatus, restStatuses } from './verdict/rest-of-ballots.js';
export {
  type FrozenCitation,
  type FrozenFigure,
  type FrozenQuantity,
  type FrozenSource,
  type FrozenUtterance,
  type VerdictContent,
  verdictDigest,
} from './verdict/digest.js';

export { type CorrectionAction, type CorrectionStatus, correctionWorkflow } from './correction/correction-workflow.js';
export { beyondCorrection, type Corrected, correctionKindRuling } from './correction/beyond-correction.js';
export { type Involvement, mayDecideCorrection } from './correction/may-decide.js';
export { type CorrectionColumn, correctionColumnNames, correctionColumns } from './correction/corrections-register.js';
export { hoursBetween } from './correction/hours-between.js';
export { type Calendar, dayNumber, usualCalendar, workingDaysAfter } from './correction/working-days.js';

export { type ArchivedCheck, archivedCheck, legacyLabel, reviewOfItem } from './claim-review/archived-check.js';
export { archiveRating, labelKey, type RatingMapping } from './claim-review/archive-rating.js';
export { beforeClaimdeskRuling, ownReviewRuling } from './claim-review/archive-rulings.js';
export { repairClaimReview, type RepairedReview } from './claim-review/repair.js';

export { citationChangeRuling, citationRuling } from './evidence/citation-fields.js';
export { derivationRuling } from './evidence/derivation.js';
export { overrideRuling } from './evidence/override.js';
export { sufficiency } from './evidence/sufficiency.js';
export type { SufficiencyCitation } from './evidence/voices.js';

export { type Ballot, type Outcome, type Quorum, quorumValid, tally } from './review/quorum.js';
export { type Contribution, mayVote, type VerdictHands, type VoteFacts } from './review/may-vote.js';
export { countable } from './review/countable.js';
export { type Colleague, eligibleVoters, quorumReachable, votingRoles } from './review/eligible.js';
export {
  type InterestDeclaration,
  interestDeclarations,
  interestsRuling,
  schedulerRuling,
} from './review/interests.js';

export {
  type Audience,
  audiences,
  withheldFrom,
  type WithheldReason,
  withheldReasons,
} from './access/entry-audience.js';
export { mayDisclose } from './access/may-disclose.js';
export { reportable } from './access/reportable.js';
export {
  mayGiveRoles,
  mayInviteAgain,
  mayReinstate,
  maySuspend,
  type MemberFacts,
  type MemberStatus,
  orderedRoles,
} from './people/may-change-member.js';
export { type KeyFacts, mayPassOn, mayRevoke, mayRotate, maySeeKey } from './people/may-handle-key.js';

export {
  type ErasableRef,
  type ErasableType,
  erasableTypes,
  type ErasureExemption,
  erasureExemptions,
  type ErasureGround,
  erasureGrounds,
  type ErasurePlaceName,
  erasurePlaces,
  type ErasureStatus,
  erasureStatuses,
} from './erasure/vocabulary.js';
export { heldRuling, leaverRuling, mayDecideErasure, namelessRuling } from './erasure/erasure-rulings.js';

export { accessTable, type Action, actions, type Grantee } from './access/access-table.js';
export { mayDo } from './access/may-do.js';
export { periodActions, scopeTable } from './access/scope-table.js';
export { type KeyTerms, termsRuling } from './people/key-terms.js';
export {
  type SubjectType,
  subjectTypes,
  type Visibility,
  visibilities,
  visibilityTable,
} from './access/visibility-table.js';
export { factVisibility } from './access/fact-visibility.js';
export { personalFields, visibilityOf } from './access/visibility.js';

export {
  type EventType,
  type EventTypeFacts,
  eventTypeNames,
  eventTypes,
  isEventType,
  publicEventTypes,
} from './events/event-types.js';
export { eventContents, type EventContents, type FactOf } from './events/event-contents.js';
export { type EventTold, factsFor, isSecret, sentenceOf, whyOf, type Wording } from './events/sentences.js';

export {
  type ClaimantKind,
  claimantKinds,
  type ClaimKind,
  claimKinds,
  givenClaimKinds,
  type ClaimLink,
  claimLinks,
  type CommentSubject,
  commentSubjects,
  type PassageField,
  passageFields,
  type DeclineReason,
  declineReasons,
  type HoldKind,
  holdKinds,
  type Origin,
  origins,
  type SelectionReason,
  selectionReasons,
  type UtteranceMode,
  utteranceModes,
} from './vocabulary/claim.js';
export { type AccessEntryKind, accessEntryKinds } from './vocabulary/access.js';
export {
  type AccessKind,
  accessKinds,
  type CaptureStatus,
  captureStatuses,
  type CitationMode,
  citationModes,
  type ConfidentialMatter,
  confidentialMatters,
  type ConfidentialSubject,
  confidentialSubjects,
  type OverrideKind,
  overrideKinds,
  type SourceKind,
  sourceKinds,
  type Stance,
  stances,
  type Vintage,
  vintages,
} from './vocabulary/evidence.js';
export {
  type BallotChoice,
  ballotChoices,
  type CorrectionKind,
  correctionKinds,
  type Procedure,
  procedures,
  type VerdictOutcome,
  verdictOutcomes,
} from './vocabulary/judging.js';
export { canonicalLanguage, isLanguage } from './vocabulary/language.js';
