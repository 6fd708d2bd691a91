import { roles } from '#libs/kernel';
import { about, choice, id, listOf, moment, orNull, ref, stamped, text, uuid, view } from '../schema.js';

const fields = {
  id,
  name: text,
  email: orNull(text),
  roles: listOf(choice(roles)),
  status: choice(['invited', 'active', 'suspended']),
  ...stamped,
  updatedAt: moment,
};
export const member = view('Member', 'A person of the newsroom.', fields);

const invitation = about('Hand it over: it is shown once and works once.', text);
export const invitedMember = view('InvitedMember', 'The member, and the invitation to hand over.', {
  ...fields,
  invitation,
});

const key = about('Shown once; only its hash stays.', text);
export const redeemed = view('Redeemed', 'Your own key.', { key, member: ref(member) });

export const apiKey = view('ApiKey', 'A key without its secret.', {
  id,
  kind: choice(['member', 'integration']),
  member: orNull(uuid),
  name: text,
  issuedBy: orNull(uuid),
  expiresAt: orNull(moment),
  revokedAt: orNull(moment),
  ...stamped,
});
export const issuedKey = view('IssuedKey', 'The key of a machine.', { key, apiKey: ref(apiKey) });

export const me = view('Me', 'Who the presented key stands for.', {
  organization: uuid,
  kind: choice(['member', 'integration']),
  member: orNull(uuid),
  key: orNull(uuid),
  roles: listOf(choice(roles)),
});
