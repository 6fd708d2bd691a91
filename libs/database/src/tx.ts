import type { Actor } from '#libs/kernel';
import type { Statement } from './connections.js';

/** One verb's transaction, inside one organization. */
export interface Tx extends Statement {
  readonly organization: string;
  readonly actor: Actor;
  /** The database's clock at the beginning, RFC 3339 UTC with milliseconds: the one time of everything this verb writes. */
  readonly now: string;
  /** Wakes whoever reads this channel, once this has been committed. */
  afterCommit(channel: string): void;
}
