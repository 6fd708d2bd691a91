import type { RatingScale } from '#libs/factcheck';
import type { State } from './public-part.js';

/** One version that was published, with all that was frozen for it: states of the log, whole. */
export interface VersionParts {
  /** As it stands now: its times, and what an urgent one owes. */
  readonly verdict: State;
  /** Everything else as it was when the version was submitted. */
  readonly claim: State;
  readonly utterances: readonly State[];
  readonly citations: readonly State[];
  readonly contacts: readonly State[];
  /** Claimants, articles and sources by id. */
  readonly named: ReadonlyMap<string, State>;
  readonly scale: RatingScale | undefined;
  /** The correction that it carries out. */
  readonly correction: State | undefined;
}

/** A claim that was published at least once. */
export interface ClaimParts {
  readonly id: string;
  /** As it is now. */
  readonly claim: State;
  /** In the order of their numbers. */
  readonly versions: readonly VersionParts[];
  readonly topics: readonly State[];
  /** When what is public of it last changed. */
  readonly changedAt: string;
}
