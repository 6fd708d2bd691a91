import { eventContents } from '../events/event-contents.js';
import { eventTypes, isEventType } from '../events/event-types.js';
import type { Visibility } from './visible/field-rule.js';

/** Facts that fewer may read than the event, as fewer may read the field that says the same. */
const closed: Readonly<Record<string, Readonly<Record<string, Visibility>>>> = {
  // Why a hold ended is as much between lawyers as why it began.
  'claim.released': { reason: 'legal' },
  'verdict.submitted': { overridden: 'assessor', override: 'assessor' },
};

/**
 * The widest audience of a fact: that of its event, unless it is named above. A fact that the catalogue does not name is
 * confidential, so nothing leaks by omission.
 */
export function factVisibility(type: string, fact: string): Visibility {
  if (!isEventType(type) || !(eventContents[type].facts as readonly string[]).includes(fact)) return 'confidential';
  const facts = Object.hasOwn(closed, type) ? closed[type] : undefined;
  if (facts && Object.hasOwn(facts, fact)) return facts[fact] as Visibility;
  return eventTypes[type].visibility === 'public' ? 'public' : 'desk';
}
