import type { SubjectType } from '#libs/factcheck';
import {
  about,
  address,
  id,
  inside,
  listOf,
  orNull,
  partialDate,
  type Schema,
  sha256,
  stamped,
  text,
} from '../schema.js';
import { accessDigest } from '../views/access-log.js';
import { articleInList, revision } from '../views/articles.js';
import { claim, claimant, claimLink, topic, utterance } from '../views/claims.js';
import { comment } from '../views/comments.js';
import { correction } from '../views/corrections.js';
import { erasure } from '../views/erasures.js';
import { capture, citation, enquiry, keptNote, source } from '../views/evidence.js';
import { signingKey } from '../views/ledger.js';
import { apiKey, member } from '../views/members.js';
import { methodology, organization, policyProposal, policyVersion, scaleVersion } from '../views/organization.js';
import { endpoint, imported, report } from '../views/outside.js';
import { ballot, interest, verdict } from '../views/verdicts.js';

const shapes = {
  organization,
  methodology,
  policy: policyVersion,
  policy_proposal: policyProposal,
  scale: scaleVersion,
  member,
  erasure,
  access_digest: accessDigest,
  key: apiKey,
  article: articleInList,
  revision,
  claimant,
  claim,
  utterance,
  link: claimLink,
  topic,
  comment,
  source,
  citation,
  capture,
  confidential_note: keptNote,
  enquiry,
  interest,
  verdict,
  ballot,
  correction,
  endpoint,
  report,
  import: imported,
} as const;

/** No route shows one by itself. */
const externalReview: Readonly<Record<string, Schema>> = {
  id,
  url: orNull(address),
  publisher: text,
  publisherSite: orNull(text),
  claimReviewed: text,
  claimant: orNull(text),
  claimDate: orNull(partialDate),
  reviewDate: orNull(partialDate),
  rating: about(
    'As its publisher gave it.',
    inside({ label: orNull(text), value: orNull(text), worst: orNull(text), best: orNull(text) }),
  ),
  language: orNull(text),
  repairs: about('What had to be mended before it could be read.', listOf(text)),
  rawSha256: about('Of the bytes as they came.', sha256),
  ...stamped,
};

/** The state of a subject after an event is what a GET of it answers: the fields and their types, by name. */
export const subjectFields: Readonly<Record<SubjectType, Readonly<Record<string, Schema>>>> = {
  ...(Object.fromEntries(Object.entries(shapes).map(([subject, { schema }]) => [subject, schema.properties])) as Record<
    keyof typeof shapes,
    Readonly<Record<string, Schema>>
  >),
  signing_key: signingKey.properties,
  external_review: externalReview,
};
