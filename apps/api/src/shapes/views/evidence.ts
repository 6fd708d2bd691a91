import {
  accessKinds,
  captureStatuses,
  citationModes,
  confidentialMatters,
  confidentialSubjects,
  sourceKinds,
  stances,
  vintages,
} from '#libs/factcheck';
import {
  about,
  address,
  byWhom,
  choice,
  flag,
  id,
  inside,
  listOf,
  moment,
  orNull,
  partialDate,
  ref,
  sha256,
  stamped,
  text,
  uuid,
  view,
  whole,
} from '../schema.js';

export const source = view('Source', 'A source, registered once and cited on many claims.', {
  id,
  kind: choice(sourceKinds),
  title: text,
  publisher: orNull(text),
  url: orNull(address),
  access: choice(accessKinds),
  interests: about('Interests of the source that readers should know.', orNull(text)),
  archivedUrl: orNull(address),
  unnamed: about('The person behind it is not named to readers: it never counts.', flag),
  mergedInto: about('The source that this one is the same as.', orNull(uuid)),
  ...stamped,
});

export const figure = view('Figure', 'A number that a source states. The value is a decimal as text.', {
  value: text,
  unit: text,
  period: orNull(text),
  asOf: orNull(partialDate),
  publishedOn: orNull(partialDate),
  vintage: orNull(choice(vintages)),
});

export const citation = view('Citation', 'A source used on a claim, and how much of it was really seen.', {
  id,
  claim: uuid,
  source: uuid,
  stance: choice(stances),
  mode: choice(citationModes),
  primary: flag,
  derivesFrom: about('The citation that this one repeats.', orNull(uuid)),
  excerpt: orNull(text),
  figure: orNull(ref(figure)),
  retrievedAt: orNull(moment),
  contentHash: orNull(sha256),
  capture: about('The capture whose bytes are cited.', orNull(uuid)),
  archivedUrl: orNull(address),
  consultedBy: orNull(uuid),
  consultedOn: orNull(partialDate),
  note: orNull(text),
  addedBy: byWhom,
  changedBy: about('Who changed it, each once, and when first.', listOf(inside({ member: uuid, at: moment }))),
  removedAt: orNull(moment),
  removedBy: orNull(uuid),
  removedBecause: orNull(text),
  ...stamped,
});

const enquiryFields = {
  id,
  claim: uuid,
  contacted: flag,
  contact: orNull(text),
  channel: orNull(text),
  askedOn: orNull(partialDate),
  answerDue: orNull(partialDate),
  answer: orNull(text),
  publicAnswer: about('What of it readers are shown, word for word.', orNull(text)),
  answeredOn: about('Of a late answer.', orNull(partialDate)),
  reason: about('Why nobody was asked.', orNull(text)),
  recordedBy: orNull(uuid),
  ...stamped,
};
export const enquiry = view('Enquiry', 'Whom the newsroom asked for a reply, or why nobody.', enquiryFields);
export const answeredEnquiry = view('AnsweredEnquiry', 'The enquiry with its late answer.', {
  ...enquiryFields,
  correction: about('The update that the answer asks for, where the claim is published.', orNull(uuid)),
});

export const capture = view('Capture', 'Bytes of a source, or an address whose bytes are wanted.', {
  id,
  status: about('uploaded and fetched: the bytes are here.', choice(captureStatuses)),
  url: about('No redirect is followed: the bytes stood at this very address.', orNull(address)),
  name: orNull(text),
  contentType: about('As whoever sent the bytes says.', orNull(text)),
  sha256: orNull(sha256),
  size: about('In bytes.', orNull(whole)),
  retrievedAt: orNull(moment),
  httpStatus: orNull(whole),
  failure: about('Why there are no bytes.', orNull(text)),
  addedBy: byWhom,
  ...stamped,
});

export const keptNote = view(
  'ConfidentialNote',
  'That there is confidential text and for whom; its words are not here.',
  {
    id,
    subjectType: choice(confidentialSubjects),
    subject: uuid,
    about: choice(confidentialMatters),
    text: about('Binds to the words without telling them.', inside({ committed: sha256 })),
    readers: listOf(uuid),
    writtenBy: uuid,
    ...stamped,
  },
);
export const openedNotes = view('OpenedConfidentialNotes', 'Confidential text, for its named reader.', {
  items: listOf(
    inside({
      id,
      about: choice(confidentialMatters),
      text: about('null: erased.', orNull(text)),
      readers: listOf(uuid),
      writtenBy: uuid,
      createdAt: moment,
    }),
  ),
});
export const noteReadings = view('ConfidentialReadings', 'Who read a confidential text, latest first.', {
  items: listOf(inside({ member: uuid, readAt: moment })),
});
