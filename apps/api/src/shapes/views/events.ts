import { about, inside, listOf, moment, ref, uuid, view, whole } from '../schema.js';
import { eventType, subjectType } from './vocabulary.js';

/** What is told of each subject that an event changed. A thin payload leaves `after` out, and `facts`. */
export const subjects = listOf(
  inside(
    {
      type: ref(subjectType),
      id: uuid,
      version: whole,
      after: about('The fields that receivers may see.', { type: 'object', additionalProperties: true }),
    },
    ['after'],
  ),
);

export const facts = about('Differ from type to type.', { type: 'object', additionalProperties: true });

export const feedEvent = view('FeedEvent', 'An event as endpoints get it, without a place in their sequence.', {
  type: ref(eventType),
  timestamp: about('When it happened.', moment),
  data: inside({ index: about('In the ledger.', whole), event: uuid, organization: uuid, subjects, facts }),
});

export const eventFeed = view('EventFeed', 'Events in the order of the ledger.', {
  items: listOf(ref(feedEvent)),
  next: about('To ask `after` next time: the last index that was looked at, shown or not.', whole),
});
