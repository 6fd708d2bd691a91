import { stages } from '#libs/factcheck';
import { about, choice, inside, listOf, moment, orNull, ref, text, uuid, view, whole } from '../schema.js';
import { eventType, subjectType } from './vocabulary.js';

const told = {
  index: about('In the ledger.', whole),
  event: uuid,
  type: ref(eventType),
  title: about('What kind of thing happened.', text),
  sentence: about('Who did what, with the names that the caller may read.', text),
  why: about('The reason that was given, if one was.', orNull(text)),
  occurredAt: moment,
  sequencedAt: moment,
  actor: inside({
    kind: choice(['member', 'integration', 'operator', 'system']),
    member: orNull(uuid),
    name: about('null where the caller may not know it.', orNull(text)),
  }),
  facts: about('Differ from type to type.', { type: 'object', additionalProperties: true }),
  changes: listOf(inside({ type: ref(subjectType), id: uuid, version: whole })),
};
export const history = view('History', 'Who did what when and why, newest first.', {
  items: listOf(inside(told)),
  next: about('The `before` of the next page.', orNull(whole)),
});

const stage = choice(stages);
const seconds = orNull({ type: 'number', minimum: 0 });

export const claimStages = view('ClaimStages', 'The stages a claim was in, one after the other.', {
  items: listOf(
    inside({
      stage,
      from: moment,
      until: about('null: it is there still.', orNull(moment)),
      seconds,
    }),
  ),
});

export const stageTimes = view(
  'StageTimes',
  'How long claims were in each stage, over the stays that ended in a period.',
  {
    from: moment,
    to: moment,
    items: listOf(
      inside({
        stage,
        stays: about('How many ended; a claim that was sent back stays more than once.', whole),
        medianSeconds: seconds,
        p90Seconds: seconds,
      }),
    ),
  },
);
