import { about, choice, inside, listOf, moment, orNull, ref, text, uuid, view, whole } from '../schema.js';
import { eventType, subjectType } from './vocabulary.js';

export const verifierKeys = view('VerifierKeys', 'What the newsroom signs is verified with these.', {
  keys: listOf(text),
});

const told = {
  index: about('In the ledger.', whole),
  event: uuid,
  type: ref(eventType),
  title: about('What happened, in words.', text),
  occurredAt: moment,
  sequencedAt: moment,
  actor: inside({ kind: choice(['member', 'integration', 'operator', 'system']), member: orNull(uuid) }),
  facts: about('Differ from type to type.', { type: 'object', additionalProperties: true }),
  changes: listOf(inside({ type: ref(subjectType), id: uuid, version: whole })),
};
export const history = view('History', 'Who did what when, newest first.', {
  items: listOf(inside(told)),
  next: about('The `before` of the next page.', orNull(whole)),
});
