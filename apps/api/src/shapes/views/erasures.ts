import { erasableTypes, erasureExemptions, erasureGrounds, erasurePlaces, erasureStatuses } from '#libs/factcheck';
import {
  about,
  choice,
  day,
  flag,
  id,
  inside,
  listOf,
  moment,
  orNull,
  stamped,
  text,
  uuid,
  view,
  whole,
} from '../schema.js';

const counts = inside(Object.fromEntries(erasurePlaces.map((place) => [place, whole])));

export const erasure = view('Erasure', 'A request to erase what is held of a person. It holds ids, and no name.', {
  id,
  status: choice(erasureStatuses),
  ground: choice(erasureGrounds),
  reason: text,
  subjects: listOf(inside({ type: choice(erasableTypes), id: uuid })),
  exemption: about('Why it may stay; null unless refused.', orNull(choice(erasureExemptions))),
  decisionReason: orNull(text),
  erased: about('How much went, by place; null until then.', orNull(counts)),
  requestedBy: uuid,
  decidedBy: orNull(uuid),
  dueOn: about('A month after the request (GDPR Art. 12(3)).', day),
  ...stamped,
  decidedAt: orNull(moment),
});

export const erasurePreview = view('ErasurePreview', 'What an erasure would take, and what it would leave.', {
  places: about('How much would go, by place.', counts),
  claims: about('How many claims it stands on.', whole),
  held: about('Which of them are on hold: while there is one, nothing is erased.', listOf(uuid)),
  mentions: about(
    'Where else the person is named, up to twenty rows a field. What is erasable can be named in a request of its own; the rest is to be edited, withdrawn or corrected.',
    listOf(inside({ type: text, id: uuid, field: text, erasable: flag })),
  ),
});
