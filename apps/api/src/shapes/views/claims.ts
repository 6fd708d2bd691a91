import {
  claimantKinds,
  claimKinds,
  claimLinks,
  claimStatuses,
  comparators,
  declineReasons,
  holdKinds,
  origins,
  selectionReasons,
  utteranceModes,
} from '#libs/factcheck';
import {
  about,
  address,
  byWhom,
  choice,
  day,
  id,
  inside,
  language,
  listOf,
  moment,
  orNull,
  partialDate,
  ref,
  stamped,
  text,
  uuid,
  view,
  whole,
} from '../schema.js';
import { comment } from './comments.js';
import { citation, enquiry } from './evidence.js';
import { verdict } from './verdicts.js';

export const quantity = view('Quantity', 'A number that a claim states. The bounds are decimals as text.', {
  comparator: choice(comparators),
  low: orNull(text),
  high: orNull(text),
  unit: text,
  asOf: orNull(partialDate),
});

const unanchored = inside({ medium: text, address, time: partialDate, excerpt: text }, ['address', 'time', 'excerpt']);

export const utterance = view('Utterance', 'Somebody said it: on an article here (anchored), or elsewhere.', {
  id,
  claim: uuid,
  claimant: uuid,
  reportedBy: orNull(uuid),
  affiliation: orNull(text),
  mode: choice(utteranceModes),
  impliedBecause: orNull(text),
  saidOn: orNull(partialDate),
  article: orNull(uuid),
  revision: orNull(uuid),
  exact: about('The quote as it stands in the revision.', orNull(text)),
  prefix: orNull(text),
  suffix: orNull(text),
  start: about('In code points; the end is not included.', orNull(whole)),
  end: orNull(whole),
  utf16Start: about('The same in UTF-16 units, for JavaScript.', orNull(whole)),
  utf16End: orNull(whole),
  unanchored: orNull(unanchored),
  ...stamped,
});

const hold = inside({
  kind: choice(holdKinds),
  reason: about('For editors; null for everybody else.', orNull(text)),
  by: uuid,
  since: moment,
});

const fields = {
  id,
  statement: text,
  kind: choice(claimKinds),
  language,
  quantity: orNull(ref(quantity)),
  status: choice(claimStatuses),
  origin: choice(origins),
  selectionReason: orNull(choice(selectionReasons)),
  selectionNote: orNull(text),
  closingReason: orNull(choice(declineReasons)),
  closingNote: orNull(text),
  priority: { type: 'integer', minimum: 0, maximum: 9 },
  assignee: orNull(uuid),
  dueOn: orNull(day),
  missing: about('What is still missing before a verdict is possible.', orNull(text)),
  reviewBy: about('When to check it again, once it is published.', orNull(day)),
  submittedBy: byWhom,
  topics: about('Codes of the register, in alphabetical order.', listOf(text)),
  duplicateOf: about('The claim that this one was merged into.', orNull(uuid)),
  hold: about(
    'Stopped by an editor: neither published, merged nor withdrawn until another one releases it.',
    orNull(hold),
  ),
  suspendedAt: orNull(moment),
  stepReason: about('Why the last step that asks for words was taken.', orNull(text)),
  pageOfRecord: about(
    'Where the check is published first, if that is elsewhere; null: our own page is the page of record.',
    orNull(inside({ url: address, cmsId: orNull(text) })),
  ),
  publishedVerdict: orNull(uuid),
  ...stamped,
  updatedAt: moment,
};

export const claim = view('Claim', 'A claim and where it stands.', fields);

export const submittedClaim = view('SubmittedClaim', 'A claim with the utterance it was submitted with.', {
  ...fields,
  utterances: listOf(ref(utterance)),
});

export const claimLink = view('ClaimLink', 'How one claim stands to another.', {
  id,
  claim: uuid,
  other: uuid,
  kind: choice(claimLinks),
  note: orNull(text),
  removedAt: about('When it was taken away; it links nothing since.', orNull(moment)),
  ...stamped,
});

const parts = {
  utterances: about('Also those of claims that were merged into this one.', listOf(ref(utterance))),
  firstAppearance: about('Which of the utterances is the first; there with `utterances`.', orNull(uuid)),
  citations: listOf(ref(citation)),
  enquiries: listOf(ref(enquiry)),
  verdicts: listOf(ref(verdict)),
  comments: listOf(ref(comment)),
  links: listOf(ref(claimLink)),
  duplicates: about('The claims that were merged into this one.', listOf(ref(claim))),
};
export const claimWithParts = view(
  'ClaimWithParts',
  'A claim, with the parts that `include` names.',
  { ...fields, ...parts },
  Object.keys(parts),
);

export const claimParts = view('ClaimParts', 'What a claim was split into, in the order given.', {
  items: listOf(ref(claim)),
});

export const wordings = view('Wordings', 'The words of a claim, the oldest first.', {
  items: listOf(
    inside({
      statement: text,
      kind: choice(claimKinds),
      language,
      quantity: orNull(ref(quantity)),
      from: moment,
      until: about('null: they stand.', orNull(moment)),
      by: byWhom,
      index: about('In the ledger.', whole),
    }),
  ),
});

export const topic = view('Topic', 'What claims may be about.', {
  id,
  code: text,
  labels: about('One text a language.', { type: 'object', additionalProperties: text }),
  ...stamped,
});

export const claimant = view('Claimant', 'Somebody who says things.', {
  id,
  kind: choice(claimantKinds),
  name: about('null: erased.', orNull(text)),
  disambiguation: about('Tells namesakes apart; empty where there is none; null: erased.', orNull(text)),
  description: orNull(text),
  sameAs: about('Addresses of the same somebody elsewhere; null: erased.', orNull(listOf(address))),
  ...stamped,
});
