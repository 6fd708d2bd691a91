import type { ClaimReads } from '#libs/desk';
import type { Actor } from '#libs/kernel';

/** The claim that a list belongs to (`sendPageOf`). */
export const claimOf = (claims: ClaimReads, actor: Actor, id: string) => ({
  find: () => claims.get(actor, id),
  missing: `There is no claim ${id} here.`,
});
