import { refusal, type Ruling } from '#libs/kernel';
import type { ErasureStatus } from './vocabulary.js';

/** Two people: whoever asked for an erasure neither confirms nor refuses it, whatever key they hold. */
export function mayDecideErasure(
  member: string,
  erasure: { readonly status: ErasureStatus; readonly requestedBy: string },
): Ruling {
  if (erasure.status !== 'requested')
    return refusal('erasure.decided', `This was ${erasure.status} already.`, { facts: { status: erasure.status } });
  return erasure.requestedBy === member
    ? refusal('erasure.second_person_needed', 'You asked for this. Another editor or administrator must decide it.')
    : undefined;
}

/** Nothing is erased that a court may ask for: claims on hold, by id. */
export const heldRuling = (held: readonly string[]): Ruling =>
  held.length > 0
    ? refusal(
        'erasure.held',
        `${held.length === 1 ? 'A claim that this touches is' : `${held.length} claims that this touches are`} on hold: ${held.slice(0, 10).join(', ')}${held.length > 10 ? ' …' : ''}. Have the hold released first, or refuse the request.`,
        { facts: { claims: held.slice(0, 200) } },
      )
    : undefined;

// A shorter one stands inside other words.
const shortest = 3;

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The register of erasures outlives what it erased, so it must not hold the name itself. */
export const namelessRuling = (reason: string, names: readonly string[]): Ruling =>
  names.some((name) => name.length >= shortest && plain(reason).includes(plain(name)))
    ? refusal(
        'erasure.names_the_person',
        'The reason is kept, and it holds what is to be erased. Name your file or case number instead.',
        { errors: [{ field: 'reason', message: 'must not hold what is to be erased' }] },
      )
    : undefined;

/** Who still works here is suspended first: their keys and invitations end with that. */
export const leaverRuling = (active: readonly string[]): Ruling =>
  active.length > 0
    ? refusal('erasure.member_active', `Suspend ${active.join(', ')} first: only a member who has left is erased.`, {
        facts: { members: active },
      })
    : undefined;
