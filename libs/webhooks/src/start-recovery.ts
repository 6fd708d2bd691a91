import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { jobsChannel, WorkStore } from '#libs/jobs';
import { type Actor, demand, newId, refuse } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { EndpointStore } from './endpoint-store.js';
import type { Recovery, RecoveryInput } from './recovery.js';
import { RecoveryStore } from './recovery-store.js';

/** The kind of work that a recovery is. */
export const recoveryWork = 'webhook_recovery';

@Injectable()
export class StartRecovery {
  constructor(
    private readonly transaction: Transaction,
    private readonly endpoints: EndpointStore,
    private readonly recoveries: RecoveryStore,
    private readonly work: WorkStore,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Sends an endpoint what it has not got since a time or an index, exactly, however much it is. A worker goes through
   * the log in stretches and goes on where another was killed. Refusals: endpoint.not_enabled, endpoint.recovering, request.invalid.
   */
  run(actor: Actor, endpoint: string, input: RecoveryInput): Promise<Recovery> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'endpoint.manage'));
      await this.recoveries.holdFanOut(tx); // before the endpoint, in fan-out's own order of locks
      const { status } = await this.endpoints.lock(tx, endpoint);
      const { from, until } = await this.recoveries.range(tx, endpoint, input);
      if (status !== 'enabled') refuse('endpoint.not_enabled', 'This endpoint is disabled. Enable it first.');
      const other = await this.recoveries.running(tx, endpoint);
      if (other) refuse('endpoint.recovering', `Recovery ${other} is running. Wait until it is done.`);
      const recovery = await this.recoveries.add(tx, newId(), { endpoint, scope: input.scope, from, until });
      await this.work.put(tx, recoveryWork, tx.organization, [recovery.id]);
      tx.afterCommit(jobsChannel);
      await this.ledger.record(tx, {
        type: 'endpoint.recovered',
        root: endpoint,
        changes: [],
        facts: { recovery: recovery.id, scope: input.scope, fromIndex: from, untilIndex: until },
      });
      return recovery;
    });
  }
}
