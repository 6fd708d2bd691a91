import { personalFields } from '../access/visibility.js';
import { subjectTypes, visibilityTable } from '../access/visibility-table.js';
import { eventTypeNames, eventTypes } from './event-types.js';
import { type EventTold, isSecret, sentenceOf, whyOf, type Wording } from './sentences.js';

const open: Wording = {
  name: (member) => ({ ravi: 'Ravi Reviewer', rosa: 'Rosa Researcher' })[member],
  number: () => 2,
  ballotIsOpen: () => true,
};
const closed: Wording = { name: () => undefined, number: () => 2, ballotIsOpen: () => false };

const event = (type: string, more: Partial<EventTold> = {}): EventTold => ({
  type,
  actor: { kind: 'member', member: 'ravi' },
  facts: {},
  changes: [],
  ...more,
});
const ballot = { type: 'ballot', id: 'b', after: { verdict: 'v', choice: 'approve', comment: 'Page 3 says so.' } };

describe('the sentences of events', () => {
  it.each(eventTypeNames)('have words for %s', (type) => {
    const sentence = sentenceOf(event(type, /^ballot/.test(type) ? { changes: [ballot] } : {}), open);
    expect(sentence).toMatch(/^Ravi Reviewer [a-z].*[^.]$/);
    expect(sentence).not.toBe(eventTypes[type].title);
    expect(sentence).not.toMatch(/undefined|null|\[object/);
  });

  it('say who did what to which version', () => {
    expect(sentenceOf(event('ballot.cast', { changes: [ballot] }), open)).toBe(
      'Ravi Reviewer approved the verdict (version 2)',
    );
    const decided = event('ballot.cast', { changes: [ballot], facts: { outcome: 'approve' } });
    expect(sentenceOf(decided, open)).toBe(
      'Ravi Reviewer approved the verdict (version 2), which decided it: approved',
    );
    const assigned = event('claim.assigned', {
      changes: [{ type: 'claim', id: 'c', after: { assignee: 'rosa', dueOn: '2025-05-12' } }],
    });
    expect(sentenceOf(assigned, open)).toBe('Ravi Reviewer gave the claim to Rosa Researcher, due on 2025-05-12');
    const declined = event('claim.declined', {
      facts: { reason: 'not_checkable' },
      changes: [{ type: 'claim', id: 'c', after: { closingNote: 'A feeling.' } }],
    });
    expect(sentenceOf(declined, open)).toBe('Ravi Reviewer declined the claim: not checkable');
    expect(whyOf(declined, open)).toBe('not checkable: A feeling.');
  });

  it('name nobody whom the reader may not know, and no machine', () => {
    const handed = event('verdict.handed_over', { facts: { to: 'rosa' } });
    expect(sentenceOf(handed, closed)).toBe('A member handed the verdict (version 2) over to a member');
    const by = (kind: string) => sentenceOf(event('claim.submitted', { actor: { kind, member: null } }), open);
    expect([by('integration'), by('system'), by('operator')]).toEqual([
      'A machine with a key submitted the claim',
      'Claimdesk submitted the claim',
      'The operator submitted the claim',
    ]);
  });

  it('keep how somebody voted, and why, from those who may not know yet', () => {
    const cast = event('ballot.cast', { changes: [ballot] });
    expect([isSecret(cast, closed), isSecret(cast, open)]).toEqual([true, false]);
    expect(isSecret(event('verdict.submitted'), closed)).toBe(false);
    expect(sentenceOf(event('ballot.withdrawn', { changes: [ballot] }), closed)).toBe(
      'Somebody withdrew their ballot on the verdict (version 2)',
    );
    expect(sentenceOf(cast, closed)).toBe('Somebody cast a ballot on the verdict (version 2)');
    expect(whyOf(cast, closed)).toBeUndefined();
    expect(whyOf(cast, open)).toBe('Page 3 says so.');
  });

  it('hold no value that is personal, whatever happened', () => {
    const personal = { committed: 'x'.repeat(44) };
    const secret = 'José Example';
    const changes = subjectTypes.map((type) => ({
      type,
      id: 'i',
      after: Object.fromEntries(
        Object.keys(visibilityTable[type]).map((field) => [
          field,
          personalFields(type).includes(field) ? personal : 'x',
        ]),
      ),
    }));
    // Even had an event kept a personal value in the clear, no phrase would ask for it.
    const leaky = changes.map((change) => ({
      ...change,
      after: { ...change.after, ...Object.fromEntries(personalFields(change.type).map((field) => [field, secret])) },
    }));
    for (const type of eventTypeNames) {
      for (const told of [event(type, { changes }), event(type, { changes: leaky })]) {
        const words = `${sentenceOf(told, open)} ${whyOf(told, open) ?? ''}`;
        expect([type, words.includes(secret) || words.includes('committed')]).toEqual([type, false]);
      }
    }
  });

  it('tell the reason in the words that were given', () => {
    expect(whyOf(event('verdict.objected', { facts: { reason: 'The table was revised.' } }), open)).toBe(
      'The table was revised.',
    );
    expect(whyOf(event('claim.submitted'), open)).toBeUndefined();
  });

  it('stay whole for a type that only a newer release knows', () => {
    expect(sentenceOf(event('claim.sung'), open)).toBe('Ravi Reviewer did what this release has no words for');
  });
});
