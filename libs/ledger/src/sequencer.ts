import { Injectable } from '@nestjs/common';
import { Connections, Notices, type Statement, statementOn } from '#libs/database';
import { appendLeaves, frontierRoot, leafHash } from '#libs/proof';
import { SequenceStore } from './sequence-store.js';
import { statesOf } from './states-of.js';

/** The channel that wakes the log's readers. */
export const sequencedChannel = 'claimdesk_sequenced';

// Events of one organization in one statement: bounds its time and memory.
const batch = 1_000;

/**
 * Gives committed events their dense index and grows the tree. Any number of processes may run it: each looks where the log
 * ends and appends only if it still ends there (decision 0022). One that was paused in between finds it longer and looks again.
 */
@Injectable()
export class Sequencer {
  constructor(
    private readonly connections: Connections,
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

  /** How many events of this organization got their index; 0 when there was none without. */
  sequenceOrganization(organization: string): Promise<number> {
    return this.connections.lend(organization, async (client) => {
      const statement = statementOn(client);
      for (;;) {
        const taken = await this.advance(statement, organization);
        if (taken !== undefined) return taken;
      }
    });
  }

  /** Nothing when another process was quicker. */
  private async advance(statement: Statement, organization: string): Promise<number | undefined> {
    const end = await this.sequence.end(statement, organization, batch);
    if (!end || end.pending.length === 0) return 0;
    const { frontier: before, pending } = end;
    const leaves = pending.map((event) => leafHash(event.bytes));
    const { frontier, nodes } = appendLeaves(before, leaves);
    const won = await this.sequence.append(statement, organization, {
      from: before.size,
      events: pending,
      leaves,
      nodes,
      states: statesOf(pending, before.size),
      frontier,
      root: frontierRoot(frontier),
    });
    return won ? pending.length : undefined;
  }
}
