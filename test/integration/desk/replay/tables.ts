import type { SubjectType } from '#libs/factcheck';
import { articleState, revisionState } from '../../../../libs/desk/src/articles/article-store.js';
import { claimState } from '../../../../libs/desk/src/claims/claim-state.js';
import { claimantState } from '../../../../libs/desk/src/claims/claimant-store.js';
import { linkState } from '../../../../libs/desk/src/claims/link-store.js';
import { topicState } from '../../../../libs/desk/src/claims/topic-store.js';
import { utteranceState } from '../../../../libs/desk/src/claims/utterance-store.js';
import { commentState } from '../../../../libs/desk/src/comments/comment-state.js';
import { correctionState } from '../../../../libs/desk/src/corrections/correction-state.js';
import { erasureState } from '../../../../libs/desk/src/erasure/erasure-state.js';
import { captureState } from '../../../../libs/desk/src/evidence/capture-store.js';
import { citationState } from '../../../../libs/desk/src/evidence/citation-store.js';
import { noteState } from '../../../../libs/desk/src/evidence/confidential-store.js';
import { enquiryState } from '../../../../libs/desk/src/evidence/enquiry-store.js';
import { sourceState } from '../../../../libs/desk/src/evidence/source-store.js';
import { externalReviewState } from '../../../../libs/desk/src/imports/external-review-importer.js';
import { importState } from '../../../../libs/desk/src/imports/import-state.js';
import { ballotState } from '../../../../libs/desk/src/verdicts/ballot-store.js';
import { interestState } from '../../../../libs/desk/src/verdicts/interest-store.js';
import { verdictState } from '../../../../libs/desk/src/verdicts/verdict-state.js';
import { digestState } from '../../../../libs/identity/src/access-log/access-digest-store.js';
import { keyState } from '../../../../libs/identity/src/key-store.js';
import { memberState } from '../../../../libs/identity/src/member-store.js';
import { methodologyState } from '../../../../libs/identity/src/methodology/methodology-store.js';
import { organizationState } from '../../../../libs/identity/src/organization-store.js';
import { proposalState } from '../../../../libs/identity/src/rules-store.js';
import { signingKeyState } from '../../../../libs/ledger/src/signing-keys.js';
import { scaleState } from '../../../../libs/identity/src/scale-store.js';
import { reportState } from '../../../../libs/outward/src/reports/report-state.js';
import { endpointState } from '../../../../libs/webhooks/src/endpoint.js';

const table = (name: string, state: (alias: string) => string): string =>
  `select ${state('t')} as state from ${name} t where t.organization_id = $1`;

/** The first scale is a fact of the organization's creation, until somebody puts it in force again. */
export const mayBeUntold = (type: string, state: Readonly<Record<string, unknown>>): boolean =>
  type === 'scale' && state.code === 'five_point' && state.version === 1;

/** Every row of every subject as the product itself tells it. A subject type that is not here fails the test as soon as an event names it. */
export const tables: Readonly<Partial<Record<SubjectType, string>>> = {
  organization: table('organization', organizationState),
  // Of a policy the newest version is its state; the first one is told as a fact of the organization's creation.
  policy: `select json_build_object('id', organization_id, 'content', content, 'version', version, 'createdAt', instant(created_at)) as state
             from policy where organization_id = $1 and version > 1 order by version desc limit 1`,
  methodology: `select ${methodologyState('m')} as state from methodology m where organization_id = $1 order by version desc limit 1`,
  policy_proposal: table('policy_proposal', proposalState),
  scale: table('rating_scale', scaleState),
  erasure: table('erasure', erasureState),
  member: table('member', memberState),
  key: table('api_key', keyState),
  signing_key: table('signing_key', signingKeyState),
  access_digest: table('access_digest', digestState),
  article: table('article', articleState),
  revision: table('revision', revisionState),
  claimant: table('claimant', claimantState),
  claim: table('claim', claimState),
  utterance: table('utterance', utteranceState),
  link: table('claim_link', linkState),
  topic: table('topic', topicState),
  comment: table('comment', commentState),
  source: table('source', sourceState),
  citation: table('citation', citationState),
  capture: table('capture', captureState),
  confidential_note: table('confidential_note', noteState),
  enquiry: table('enquiry', enquiryState),
  interest: table('interest', interestState),
  external_review: table('external_review', externalReviewState),
  verdict: table('verdict', verdictState),
  ballot: table('ballot', ballotState),
  correction: table('correction', correctionState),
  endpoint: table('webhook_endpoint', (alias) => endpointState.replaceAll('e.', `${alias}.`)),
  report: table('report', reportState),
  import: table('import', importState),
};
