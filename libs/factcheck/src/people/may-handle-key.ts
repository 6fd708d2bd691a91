import { type Actor, refusal, type Ruling } from '#libs/kernel';

/** Of a key: whose it is. No member: a machine's. */
export interface KeyFacts {
  readonly id: string;
  readonly member: string | null;
}

/** Whether this key is the one that was presented, or another one of the same person. */
const isOwn = (actor: Actor, key: KeyFacts): boolean =>
  actor.key === key.id || (key.member !== null && key.member === actor.member);

const isAdmin = (actor: Actor): boolean => actor.kind === 'member' && actor.roles.includes('admin');

/** Who may know of a key. To everybody else it is not there. */
export const maySeeKey = (actor: Actor, key: KeyFacts): Ruling =>
  isOwn(actor, key) || isAdmin(actor) ? undefined : refusal('not_found', `There is no key ${key.id} here.`);

export const mayRevoke = (actor: Actor, key: KeyFacts): Ruling => maySeeKey(actor, key);

/** The new key is shown to whoever asks: a person's to that person only, a machine's to itself or an administrator. */
export function mayRotate(actor: Actor, key: KeyFacts): Ruling {
  if (isOwn(actor, key) || (key.member === null && isAdmin(actor))) return undefined;
  return (
    maySeeKey(actor, key) ??
    refusal('key.not_yours', 'Only its owner sees the new key. Revoke this one, and invite its owner again.')
  );
}
