import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Connections, Notices, type Statement, statementOn } from '#libs/database';
import { appendLeaves, frontierRoot, leafHash } from '#libs/proof';
import { HeadStore } from './head-store.js';
import { SequenceStore } from './sequence-store.js';
import { statesOf } from './states-of.js';

/** The channel that wakes the log's readers. */
export const sequencedChannel = 'claimdesk_sequenced';

// Events of one organization in one transaction: bounds its time and memory.
const batch = 1_000;

/**
 * Gives committed events their dense index and grows the tree. Any number of processes may run it: the organization's
 * head row is the lock, and whoever does not get it moves on.
 */
@Injectable()
export class Sequencer {
  constructor(
    private readonly connections: Connections,
    private readonly heads: HeadStore,
    private readonly sequence: SequenceStore,
    private readonly notices: Notices,
  ) {}

  /** One look at all organizations with pending events. Answers whether there may be more at once. */
  async tick(): Promise<boolean> {
    let more = false;
    for (const organization of await this.sequence.organizationsWithPending()) {
      const taken = await this.sequenceOrganization(organization);
      more ||= taken === batch;
      if (taken > 0) this.notices.send(sequencedChannel);
    }
    return more;
  }

  /** How many events of this organization got their index. */
  sequenceOrganization(organization: string): Promise<number> {
    return this.connections.lend(organization, async (client: PoolClient) => {
      await client.query('begin');
      try {
        const taken = await this.advance(statementOn(client), organization);
        await client.query('commit');
        return taken;
      } catch (error) {
        await client.query('rollback').catch(() => undefined); // the connection is thrown away after this error
        throw error;
      }
    });
  }

  private async advance(statement: Statement, organization: string): Promise<number> {
    const head = await this.heads.lock(statement, organization);
    if (!head) return 0;
    const pending = await this.sequence.pending(statement, organization, batch);
    if (pending.length === 0) return 0;
    const from = head.size;
    const leaves = pending.map((event) => leafHash(event.bytes));
    const { frontier, nodes } = appendLeaves({ size: from, hashes: head.frontier }, leaves);
    const states = statesOf(pending, from);
    const root = frontierRoot(frontier);
    await this.sequence.endStates(statement, organization, states);
    await this.sequence.append(statement, organization, {
      from,
      events: pending,
      leaves,
      nodes,
      states,
      frontier,
      root,
    });
    return pending.length;
  }
}
