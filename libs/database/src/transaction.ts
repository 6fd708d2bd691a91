import type { PoolClient } from 'pg';
import { type Actor, type Clock, Refused } from '#libs/kernel';
import { type Connections, statementOn } from './connections.js';
import { type Answer, rememberAnswer, recallAnswer } from './idempotent-answers.js';
import type { Notices } from './notices.js';
import { RefusedButKept } from './refused-but-kept.js';
import { isSqlState, sqlState } from './sql-state.js';
import type { Tx } from './tx.js';

const tries = 5;

/** Only verbs open one. Everything in it happens or nothing does; after a deadlock it is told again from the top. */
export class Transaction {
  constructor(
    private readonly connections: Connections,
    private readonly notices: Notices,
    /** For tests: the clock belongs to them. */
    private readonly clock?: Clock,
  ) {}

  /**
   * Runs `work` for `actor` and gives its answer. A repeated request (same Idempotency-Key, same body) gives the first
   * answer again without running. Errors: whatever `work` refuses (or gives back as RefusedButKept, committed);
   * `idempotency.mismatch`, `idempotency.in_progress`.
   */
  async run<T>(actor: Actor, work: (tx: Tx) => Promise<T | RefusedButKept>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const channels = new Set<string>();
      try {
        const answer = await this.connections.lend(actor.organization, (client) =>
          this.once(client, actor, work, channels),
        );
        for (const channel of channels) this.notices.send(channel);
        if (answer.value instanceof RefusedButKept) throw new Refused(answer.value.refusal);
        return answer.value;
      } catch (error) {
        if (attempt >= tries || !isTransient(error)) throw error;
        this.connections.retried += 1;
      }
    }
  }

  private async once<T>(
    client: PoolClient,
    actor: Actor,
    work: (tx: Tx) => Promise<T | RefusedButKept>,
    channels: Set<string>,
  ): Promise<Answer<T | RefusedButKept>> {
    const now = await begin(client, this.clock);
    try {
      const tx: Tx = {
        organization: actor.organization,
        actor,
        now,
        ...statementOn(client),
        afterCommit: (channel) => channels.add(channel),
      };
      const earlier = await recallAnswer<T>(tx);
      const value = earlier ? earlier.value : await work(tx);
      // Only a yes is kept for its key: after a no the same request is judged anew.
      if (!earlier && !(value instanceof RefusedButKept)) await rememberAnswer(tx, { value });
      await client.query('commit');
      return { value };
    } catch (error) {
      await rollBack(client, error);
      throw error;
    }
  }
}

/** `begin` and the clock in one round trip. */
async function begin(client: PoolClient, clock?: Clock): Promise<string> {
  const results = (await client.query('begin; select instant(now()) as now')) as unknown as {
    rows: { now: string }[];
  }[];
  return clock ? clock.now().toISOString() : (results[1]?.rows[0]?.now as string);
}

/** Keeps the first error unless the connection itself is lost: then that is what the caller must know. */
async function rollBack(client: PoolClient, because: unknown): Promise<void> {
  try {
    await client.query('rollback');
  } catch (lost) {
    throw new Error(`the connection to the database was lost (after: ${String(because)})`, { cause: lost });
  }
}

const isTransient = (error: unknown): boolean =>
  isSqlState(error, sqlState.serializationFailure) || isSqlState(error, sqlState.deadlockDetected);
