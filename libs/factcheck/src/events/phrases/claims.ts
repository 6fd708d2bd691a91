import type { EventType } from '../event-types.js';
import { declineReasons } from '../../vocabulary/claim.js';
import { colon, type Phrase, type Told } from './told.js';

/** Only a reason from the list is short enough to stand in the sentence. */
const listed = (told: Told): string => {
  const reason = told.fact('reason');
  return colon((declineReasons as readonly string[]).find((one) => one === reason));
};

/** The claim itself, from submission to suspension. */
export const claims = {
  'claim.submitted': () => 'submitted the claim',
  'claim.edited': () => 'edited the claim',
  'claim.linked': (told) => `linked the claim to another${colon(told.of('link', 'kind'))}`,
  'claim.unlinked': (told) => `took a link to another claim away${colon(told.of('link', 'kind'))}`,
  'claim.split': () => 'split the claim into parts',
  'claim.accepted': (told) => `took the claim up${colon(told.of('claim', 'selectionReason'))}`,
  'claim.declined': (told) => `declined the claim${listed(told)}`,
  'claim.merged': () => 'merged the claim into another',
  'claim.unmerged': () => 'took the merged claim out again',
  'claim.withdrawn': () => 'withdrew the claim',
  'claim.dropped': (told) => `dropped the claim from checking${listed(told)}`,
  'claim.reopened': () => 'reopened the claim',
  'claim.assigned': (told) => `gave the claim to ${told.member(told.of('claim', 'assignee'))}${due(told)}`,
  'claim.recheck_set': (told) => {
    const day = told.of('claim', 'reviewBy');
    return day ? `set ${day} as the day to check the claim again` : 'took away the day to check the claim again';
  },
  'claim.held': (told) => `put the claim on hold${colon(told.fact('kind'))}`,
  'claim.released': () => 'released the claim from hold',
  'claim.suspended': () => 'suspended the published claim',
  'claim.restored': () => 'restored the suspended claim',
  'utterance.added': () => 'added an utterance of the claim',
} as const satisfies Partial<Record<EventType, Phrase>>;

function due(told: Told): string {
  const day = told.of('claim', 'dueOn');
  return day ? `, due on ${day}` : '';
}
