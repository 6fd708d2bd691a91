import { type Actor, refuse } from '#libs/kernel';
import type { VerdictState } from './verdict-state.js';

/** The member, who must be one of the verdict's authors. `to` says what only they do. */
export function demandAuthor(actor: Actor, verdict: VerdictState, to: string): string {
  if (!actor.member || !verdict.authors.includes(actor.member)) {
    refuse('verdict.not_author', `Only its author ${to}. Ask one of them, or an editor to hand the draft over to you.`);
  }
  return actor.member;
}
