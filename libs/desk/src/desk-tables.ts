import { Injectable } from '@nestjs/common';
import type { JsonObject } from '#libs/kernel';
import { subjectTable, SubjectTables } from '#libs/ledger';
import { articleState, revisionState } from './articles/article-store.js';
import { claimState } from './claims/claim-state.js';
import { claimantState } from './claims/claimant-store.js';
import { linkState } from './claims/link-store.js';
import { topicState } from './claims/topic-store.js';
import { utteranceState } from './claims/utterance-store.js';
import { commentState } from './comments/comment-state.js';
import { correctionState } from './corrections/correction-state.js';
import { erasureState } from './erasure/erasure-state.js';
import { captureState } from './evidence/capture-store.js';
import { citationState } from './evidence/citation-store.js';
import { noteState } from './evidence/confidential-store.js';
import { enquiryState } from './evidence/enquiry-store.js';
import { sourceState } from './evidence/source-store.js';
import { externalReviewState } from './imports/external-review-importer.js';
import { importState } from './imports/import-state.js';
import { ballotState } from './verdicts/ballot-store.js';
import { interestState } from './verdicts/interest-store.js';
import { verdictState } from './verdicts/verdict-state.js';

/** Between being asked for and its end, an import tells how far it is on its row alone. */
const onItsWay = ({ status }: JsonObject): readonly string[] =>
  ['waiting', 'queued', 'running'].includes(status as string) ? ['status', 'size', 'sha256', 'rows', 'version'] : [];

/** Where the subjects of this room stand. */
@Injectable()
export class DeskTables {
  constructor(tables: SubjectTables) {
    tables.add({
      article: subjectTable('article', articleState),
      revision: subjectTable('revision', revisionState),
      claimant: subjectTable('claimant', claimantState),
      claim: subjectTable('claim', claimState),
      utterance: subjectTable('utterance', utteranceState),
      link: subjectTable('claim_link', linkState),
      topic: subjectTable('topic', topicState),
      comment: subjectTable('comment', commentState),
      source: subjectTable('source', sourceState),
      citation: subjectTable('citation', citationState),
      capture: subjectTable('capture', captureState),
      confidential_note: subjectTable('confidential_note', noteState),
      enquiry: subjectTable('enquiry', enquiryState),
      interest: subjectTable('interest', interestState),
      external_review: subjectTable('external_review', externalReviewState),
      verdict: subjectTable('verdict', verdictState),
      ballot: subjectTable('ballot', ballotState),
      correction: subjectTable('correction', correctionState),
      erasure: subjectTable('erasure', erasureState),
      import: { ...subjectTable('import', importState), untold: onItsWay },
    });
  }
}
