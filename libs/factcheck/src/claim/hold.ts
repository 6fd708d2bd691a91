import { refusal, type Ruling } from '#libs/kernel';
import type { HoldKind } from '../vocabulary/claim.js';

/** Who stopped a claim, and why. The reason is for lawyers and editors: no refusal repeats it. */
export interface Hold {
  readonly kind: HoldKind;
  readonly reason: string;
  /** A member. */
  readonly by: string;
  readonly since: string;
}

/** A claim on hold is neither published, scheduled, shown again, merged nor withdrawn, and nothing of it is erased. */
export const holdRuling = (hold: Hold | null): Ruling =>
  hold
    ? refusal(
        'claim.held',
        `This claim is on hold (${hold.kind}) since ${hold.since}. Another editor than the one who put it there must release it first.`,
        { facts: { kind: hold.kind, since: hold.since } },
      )
    : undefined;

/** Two people: nobody lifts their own hold. */
export function mayRelease(member: string, hold: Hold | null): Ruling {
  if (!hold) return refusal('claim.not_held', 'This claim is not on hold.');
  return hold.by === member
    ? refusal('claim.hold_second_person', 'You put this claim on hold, so somebody else must release it.')
    : undefined;
}

/** The claim for those who may know that it is on hold, and not why. */
export const withoutHoldReason = <Claim extends { readonly hold?: unknown }>(claim: Claim): Claim =>
  claim.hold ? { ...claim, hold: { ...claim.hold, reason: null } } : claim;
