import type { Refusal } from '#libs/kernel';

/** What a verb gives back when it says no and yet what it wrote must stand: it is committed, and the no thrown after that. */
export class RefusedButKept {
  constructor(readonly refusal: Refusal) {}
}
