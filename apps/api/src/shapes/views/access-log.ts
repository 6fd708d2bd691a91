import { accessEntryKinds } from '#libs/factcheck';
import { about, choice, day, id, moment, orNull, sha256, stamped, text, uuid, view, whole } from '../schema.js';

export const accessEntry = view('AccessEntry', 'A key that was used, or somebody who was refused.', {
  id,
  at: about('When it was written, within seconds.', moment),
  kind: choice(accessEntryKinds),
  status: orNull(whole),
  code: orNull(text),
  method: text,
  route: about('The pattern of the address, without its ids.', text),
  action: orNull(text),
  key: orNull(uuid),
  member: orNull(uuid),
  request: orNull(about('The X-Request-Id; of the first one, if there were more.', text)),
  times: about('How many of the same came within seconds.', whole),
});

export const accessDigest = view('AccessDigest', "A day's access log in numbers, and its SHA-256.", {
  id,
  day,
  rows: whole,
  signIns: whole,
  refusals: whole,
  sha256,
  ...stamped,
});
