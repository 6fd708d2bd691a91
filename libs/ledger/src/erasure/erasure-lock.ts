import type { Tx } from '#libs/database';

const key = `hashtextextended('erasure ' || $1, 0)`;

/**
 * Whoever copies personal values out of the log into rows of its own holds this until it has begun: an erasure then either
 * sees the copy, or has taken the values away before.
 */
export const beginBesideErasures = async (tx: Tx): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock_shared(${key})`, [tx.organization]);
};

/** One erasure of an organization at a time, and no copy begun beside it. */
export const eraseAlone = async (tx: Tx): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(${key})`, [tx.organization]);
};
