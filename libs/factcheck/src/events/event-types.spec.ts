import { claimWorkflow } from '../claim/claim-workflow.js';
import { correctionWorkflow } from '../correction/correction-workflow.js';
import { verdictWorkflow } from '../verdict/verdict-workflow.js';
import { actionsOf } from '../workflow.js';
import { eventTypeNames, eventTypes, isEventType, publicEventTypes } from './event-types.js';

const past: Readonly<Record<string, string>> = {
  submit: 'submitted',
  withdraw: 'withdrawn',
  drop: 'dropped',
  handOver: 'handed_over',
};
const pastOf = (action: string): string => past[action] ?? action.replace(/e?$/, 'ed');

describe('the event types', () => {
  it('name what happened, within one subject', () => {
    for (const name of eventTypeNames) expect(name).toMatch(/^[a-z]+\.[a-z]+(_[a-z]+)*$/);
  });

  it('are public only for what was published and what became of it', () => {
    expect([...publicEventTypes].sort()).toEqual([
      'claim.restored',
      'claim.suspended',
      'correction.published',
      'person.erased',
      'verdict.published',
      'verdict.retracted',
      'verdict.review_ended',
    ]);
  });

  it.each([
    // What follows from another step is told by that step's event.
    [
      'claim',
      actionsOf(claimWorkflow).filter((action) => !['import', 'publish', 'correct', 'retract'].includes(action)),
    ],
    [
      'verdict',
      actionsOf(verdictWorkflow).filter(
        (action) => !['ballot', 'withdrawBallot', 'approve', 'requestChanges', 'supersede'].includes(action),
      ),
    ],
    ['correction', actionsOf(correctionWorkflow)],
  ])('hold one for every step of a %s', (subject, actions) => {
    const missing = actions.map((action) => `${subject}.${pastOf(action)}`).filter((name) => !isEventType(name));
    expect(missing).toEqual([]);
  });

  it('have no type for a decision: the deciding ballot is the event', () => {
    expect(isEventType('verdict.approved')).toBe(false);
    expect(isEventType('toString')).toBe(false);
    expect(isEventType(undefined)).toBe(false);
  });

  it('have titles of their own', () => {
    const titles = eventTypeNames.map((name) => eventTypes[name].title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
