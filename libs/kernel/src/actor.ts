/** What a member may be. `admin` runs the organization and has no editorial action. */
export const roles = ['researcher', 'reviewer', 'editor', 'auditor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What a key may be narrowed to. Never more than its roles open. */
export const scopes = [
  'read',
  'claims',
  'evidence',
  'verdicts',
  'review',
  'imports',
  'reports',
  'webhooks',
  'administration',
] as const;
export type Scope = (typeof scopes)[number];

/** After `from`, up to and with `until` (RFC 3339, UTC). */
export interface Period {
  readonly from: string;
  readonly until: string;
}

/** Who does something: found by the key that was presented, never taken from what the caller writes. */
export interface Actor {
  readonly organization: string;
  readonly kind: 'member' | 'integration' | 'operator' | 'system';
  /** The person, for a member's key. */
  readonly member?: string;
  /** The key that was presented. */
  readonly key?: string;
  readonly roles: readonly Role[];
  /** What the key was narrowed to; without it everything that the roles open. */
  readonly scopes?: readonly Scope[];
  /** An assessor's key: sees what the log holds of this time, and no more. */
  readonly period?: Period;
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
