import { about, choice, inside, listOf, moment, ref, text, uuid, view, whole } from '../schema.js';
import { eventType, subjectType } from './vocabulary.js';

/** What is told of each subject that an event changed. A thin payload leaves `after` out, and `facts`. */
const subjects = listOf(
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

const facts = about('Differ from type to type.', { type: 'object', additionalProperties: true });

export const feedEvent = view('FeedEvent', 'An event as endpoints get it, without a place in their sequence.', {
  type: ref(eventType),
  timestamp: about('When it happened.', moment),
  data: inside({ index: about('In the ledger.', whole), event: uuid, organization: uuid, subjects, facts }),
});

export const eventFeed = view('EventFeed', 'Events in the order of the ledger.', {
  items: listOf(ref(feedEvent)),
  next: about('To ask `after` next time: the last index that was looked at, shown or not.', whole),
});

const anything = { type: 'object', additionalProperties: true };
export const eventCatalogueView = view('EventCatalogue', 'Every type of event, with the shape of its body.', {
  items: listOf(
    inside({
      type: ref(eventType),
      title: text,
      visibility: choice(['public', 'editorial']),
      version: about('Of the shape. A changed one is a new version.', whole),
      schema: about('JSON Schema 2020-12.', anything),
      example: anything,
    }),
  ),
});
