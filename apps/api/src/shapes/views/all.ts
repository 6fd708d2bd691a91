import type { Named } from '../schema.js';
import { accessDigest, accessEntry } from './access-log.js';
import { article, articleInList, revision } from './articles.js';
import {
  claim,
  claimant,
  claimLink,
  claimParts,
  claimWithParts,
  quantity,
  submittedClaim,
  topic,
  utterance,
  wordings,
} from './claims.js';
import { comment } from './comments.js';
import { correction, discarded, inboxRequest, publicReceipt, publicStatus, rejectedCorrection } from './corrections.js';
import { erasure, erasurePreview } from './erasures.js';
import {
  answeredEnquiry,
  capture,
  citation,
  enquiry,
  figure,
  keptNote,
  noteReadings,
  openedNotes,
  source,
} from './evidence.js';
import { alive, notReady, ready } from './health.js';
import { claimStages, history, stageTimes } from './history.js';
import {
  consistencyProof,
  inclusionProof,
  ledgerEntries,
  publishedKeys,
  rotatedSigningKey,
  verifierKeys,
} from './ledger.js';
import { apiKey, apiKeyWithUse, invitedMember, issuedKey, me, member, redeemed, rotatedKey } from './members.js';
import {
  changedPolicy,
  createdOrganization,
  methodology,
  methodologyVersions,
  organization,
  organizationWithRules,
  policy,
  policyProposal,
  policyVersion,
  rating,
  scale,
  scales,
  scaleVersion,
} from './organization.js';
import { toldSubjects } from '../events/told-subjects.js';
import { eventCatalogueView, eventFeed, feedEvent } from './events.js';
import {
  attempt,
  createdEndpoint,
  delivery,
  endpoint,
  imported,
  importFaults,
  importRatings,
  recovery,
  recoveryPreview,
  report,
} from './outside.js';
import { problem } from './problem.js';
import { embeddableReview, foundClaims, googleError } from './public.js';
import { queueCounts, queueItem } from './queues.js';
import { eventType, problemCode, subjectType } from './vocabulary.js';
import { ballot, castBallot, interest, precedent, verdict } from './verdicts.js';

/** Every shape and vocabulary that answers are described with. */
export const named: readonly Named[] = [
  ...[problem, problemCode, eventType, subjectType],
  ...[organization, organizationWithRules, createdOrganization, policy, policyVersion, policyProposal, changedPolicy],
  ...[rating, scale, scaleVersion, scales, methodology, methodologyVersions],
  ...[member, invitedMember, redeemed, apiKey, apiKeyWithUse, issuedKey, rotatedKey, me],
  ...[accessEntry, accessDigest],
  ...[article, articleInList, revision],
  ...[claim, submittedClaim, claimWithParts, claimLink, claimParts, wordings, quantity, utterance, claimant, topic],
  ...[source, citation, figure, capture, enquiry, answeredEnquiry, keptNote, openedNotes, noteReadings],
  ...[verdict, ballot, castBallot, interest, precedent],
  comment,
  ...[correction, rejectedCorrection, publicReceipt, publicStatus, inboxRequest, discarded],
  ...[erasure, erasurePreview],
  ...[embeddableReview, foundClaims, googleError],
  ...[imported, importFaults, importRatings, report],
  ...[endpoint, createdEndpoint, delivery, attempt],
  ...[history, claimStages, stageTimes, queueItem, queueCounts],
  ...[verifierKeys, publishedKeys, rotatedSigningKey, ledgerEntries, inclusionProof, consistencyProof],
  ...[recovery, recoveryPreview, eventFeed, feedEvent, eventCatalogueView],
  ...toldSubjects,
  ...[alive, ready, notReady],
];
