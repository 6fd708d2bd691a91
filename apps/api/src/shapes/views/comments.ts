import { commentSubjects, passageFields } from '#libs/factcheck';
import { about, choice, id, inside, moment, orNull, stamped, text, uuid, view, whole } from '../schema.js';

const passage = inside({
  field: choice(passageFields),
  exact: text,
  prefix: text,
  suffix: text,
  start: about('In code points; the end is not included.', whole),
  end: whole,
  utf16Start: about('The same in UTF-16 units, for JavaScript.', whole),
  utf16End: whole,
  verdictVersion: about('The version of the verdict in which the words stood.', whole),
});

export const comment = view('Comment', 'What somebody at the desk said to the desk. Never public.', {
  id,
  claim: uuid,
  subject: inside({ type: choice(commentSubjects), id: uuid }),
  passage: about('Words of the verdict, as they stood when this was said.', orNull(passage)),
  replyTo: about('The first comment of the thread; null on that one.', orNull(uuid)),
  author: uuid,
  text: about('null: erased.', orNull(text)),
  resolvedAt: about('When its thread was resolved; on the first comment only.', orNull(moment)),
  resolvedBy: orNull(uuid),
  ...stamped,
});
