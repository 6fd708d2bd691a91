import { type Caller, type Newsroom } from './newsroom.js';

/** A member of another organization on the same installation, who redeemed their own invitation. */
export async function hireInto(
  newsroom: Newsroom,
  admin: Caller,
  name: string,
  ...roles: readonly string[]
): Promise<Caller> {
  const { invitation } = await admin.post('/members', { name, roles });
  const { key, member } = await newsroom.nobody.post('/invitations/redeem', { invitation });
  return Object.assign(newsroom.caller(key), { member: member.id as string });
}
