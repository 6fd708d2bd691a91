import { Injectable } from '@nestjs/common';
import type { Statement } from '#libs/database';
import { FanOutStore, type Listener, type NewDelivery } from './fan-out-store.js';
import { matches } from './fan-out.js';
import { type RecoveryScope, scopeStates } from './recovery.js';
import { PastStore } from './past-store.js';
import { RecoveryStore } from './recovery-store.js';

/** What a recovery does with one stretch of the log. */
export interface Stretch {
  /** Events that have no delivery, with their places at the end of the endpoint's sequence. */
  readonly anew: readonly NewDelivery[];
  /** Deliveries to send again, with their indexes. */
  readonly again: ReadonlyMap<string, number>;
}

/** The same rule for the count that is shown before and for the recovery itself. */
@Injectable()
export class RecoveryPlan {
  constructor(
    private readonly log: FanOutStore,
    private readonly store: RecoveryStore,
    private readonly past: PastStore,
  ) {}

  async stretch(
    statement: Statement & { readonly organization: string },
    listener: Listener,
    scope: RecoveryScope,
    from: number,
    until: number,
  ): Promise<Stretch> {
    const { again, anew } = scopeStates[scope];
    const had = await this.store.deliveries(statement, statement.organization, listener.id, from, until);
    const known = new Set(had.map(({ index }) => index));
    const events = anew ? await this.log.events(statement, from, until) : [];
    const told =
      anew && !again.includes('delivered')
        ? await this.past.told(statement, statement.organization, listener.id, from, until)
        : new Set<number>();
    const missing = events.filter(({ index }) => !known.has(index) && !told.has(index));
    return {
      anew: matches([{ ...listener, fromIndex: from }], missing),
      again: new Map(had.filter(({ status }) => again.includes(status)).map(({ id, index }) => [id, index])),
    };
  }
}
