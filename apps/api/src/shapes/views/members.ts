import { actions } from '#libs/factcheck';
import { roles, scopes } from '#libs/kernel';
import { about, choice, id, inside, listOf, moment, orNull, ref, stamped, text, uuid, view } from '../schema.js';

const fields = {
  id,
  name: about('null: erased.', orNull(text)),
  email: orNull(about('For administrators and the member; null to everybody else.', text)),
  roles: listOf(choice(roles)),
  status: choice(['invited', 'active', 'suspended']),
  statusReason: orNull(about('Why somebody was suspended or reinstated. Null to colleagues.', text)),
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

const narrowing = {
  scopes: orNull(about('What it is narrowed to; null: all that its roles open.', listOf(choice(scopes)))),
  period: orNull(about("An assessor's key: the time that it sees.", inside({ from: moment, until: moment }))),
};
const keyFields = {
  id,
  kind: choice(['member', 'integration']),
  member: orNull(uuid),
  name: about('null: erased.', orNull(text)),
  issuedBy: orNull(uuid),
  expiresAt: orNull(moment),
  revokedAt: orNull(moment),
  ...narrowing,
  replaces: orNull(uuid),
  ...stamped,
};
export const apiKey = view('ApiKey', 'A key without its secret.', keyFields);
export const apiKeyWithUse = view('ApiKeyWithUse', 'A key without its secret, and when it was used.', {
  ...keyFields,
  lastUsedAt: orNull(about('To the minute.', moment)),
});
export const issuedKey = view('IssuedKey', 'The key of a machine.', { key, apiKey: ref(apiKey) });

export const rotatedKey = view('RotatedKey', 'The new key, and the one that it replaces.', {
  key,
  apiKey: ref(apiKey),
  replaced: ref(apiKey),
});

export const me = view('Me', 'Who the presented key stands for.', {
  organization: uuid,
  kind: choice(['member', 'integration']),
  member: orNull(uuid),
  key: orNull(uuid),
  roles: listOf(choice(roles)),
  ...narrowing,
  may: listOf(about('The actions that this key opens.', choice(actions))),
});
