/** What a member may be. `admin` runs the organization and has no editorial action. */
export const roles = ['researcher', 'reviewer', 'editor', 'auditor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who does something: found by the key that was presented, never taken from what the caller writes. */
export interface Actor {
  readonly organization: string;
  readonly kind: 'member' | 'integration' | 'operator' | 'system';
  /** The person, for a member's key. */
  readonly member?: string;
  /** The key that was presented. */
  readonly key?: string;
  readonly roles: readonly Role[];
  /** The request's id, carried into the event. */
  readonly request?: string;
  /** How a repeated request is known; see `Transaction`. */
  readonly idempotency?: Repeat;
}

/** A request that may come again: its Idempotency-Key, what tells whether it is the same one, and what seals its answer. */
export interface Repeat {
  readonly key: string;
  readonly fingerprint: string;
  readonly seal: Buffer;
}

/** The clock, the sequencer, the bootstrap: the desk itself acting. */
export const systemActor = (organization: string): Actor => ({ organization, kind: 'system', roles: [] });
