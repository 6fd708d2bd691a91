import { type Actor, refusal, type Ruling, type Scope } from '#libs/kernel';

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

/** A narrowed key ends itself; others only when it is for administration. */
export function mayRevoke(actor: Actor, key: KeyFacts): Ruling {
  const ends = actor.key === key.id || (!actor.period && (actor.scopes?.includes('administration') ?? true));
  return maySeeKey(actor, key) ?? (ends ? undefined : onlyItself('revoke'));
}

const onlyItself = (what: string): Ruling =>
  refusal('access.out_of_scope', `This key is narrowed and may ${what} itself, no other. Use another key.`);

/** The new key is shown to whoever asks: a person's to that person only, a machine's to itself or an administrator. */
export function mayRotate(actor: Actor, key: KeyFacts): Ruling {
  const hidden = maySeeKey(actor, key);
  if (hidden) return hidden;
  if (!isOwn(actor, key) && key.member !== null)
    return refusal('key.not_yours', 'Only its owner sees the new key. Revoke this one, and invite its owner again.');
  // A narrowed key that got hold of the successor of a wider one would be narrow no more.
  const narrowed = actor.scopes !== undefined || actor.period !== undefined;
  return narrowed && actor.key !== key.id ? onlyItself('replace') : undefined;
}

/** What a key may give to another one of the same person: nothing that it has not got itself. */
export function mayPassOn({ scopes: has }: Actor, wanted: readonly Scope[] | undefined): Ruling {
  const more = has ? (wanted ?? []).filter((scope) => !has.includes(scope)) : [];
  return more.length === 0
    ? undefined
    : refusal('key.wider', `This key has not got ${more.join(', ')} itself. Make the new one with a wider key.`);
}
