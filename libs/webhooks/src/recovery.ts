import type { JsonObject } from '#libs/kernel';

export const recoveryScopes = ['missed', 'exhausted', 'all'] as const;
/**
 * `missed`: what was never sent, or ended as exhausted or cancelled. `exhausted`: what the schedule gave up. `all`: what
 * was delivered too, for a receiver that lost it. What is pending arrives by itself.
 */
export type RecoveryScope = (typeof recoveryScopes)[number];

export const recoveryStatuses = ['running', 'done', 'stopped'] as const;

/** A range of the log that is gone through again for one endpoint: from `fromIndex` on, below `untilIndex`. */
export interface Recovery extends JsonObject {
  readonly id: string;
  readonly endpoint: string;
  readonly scope: RecoveryScope;
  readonly fromIndex: number;
  readonly untilIndex: number;
  /** Where it goes on. */
  readonly nextIndex: number;
  /** Put on their way so far. */
  readonly deliveries: number;
  readonly status: (typeof recoveryStatuses)[number];
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** Which delivery states each scope sends again, and whether events without a delivery get one. */
export const scopeStates: Readonly<
  Record<RecoveryScope, { readonly again: readonly string[]; readonly anew: boolean }>
> = {
  missed: { again: ['exhausted', 'cancelled'], anew: true },
  exhausted: { again: ['exhausted'], anew: false },
  all: { again: ['delivered', 'exhausted', 'cancelled'], anew: true },
};

export interface RecoveryInput {
  readonly scope: RecoveryScope;
  /** One of both. */
  readonly sinceIndex?: number;
  /** RFC 3339 */
  readonly since?: string;
}

export interface RecoveryPreview {
  readonly scope: RecoveryScope;
  readonly fromIndex: number;
  readonly untilIndex: number;
  readonly deliveries: number;
}
