import { Injectable } from '@nestjs/common';
import { Connections, statementOn } from '#libs/database';
import { formatCheckpoint, ledgerOrigin, signNote } from '#libs/proof';
import { CheckpointStore } from './checkpoint-store.js';
import { DueStore } from './due-store.js';
import { HeadStore } from './head-store.js';
import { SigningKeys } from './signing-keys.js';

/** Signs each organization's committed head. A process that was paused can only repeat a signature, never make a second. */
@Injectable()
export class Signer {
  constructor(
    private readonly connections: Connections,
    private readonly heads: HeadStore,
    private readonly keys: SigningKeys,
    private readonly checkpoints: CheckpointStore,
    private readonly due: DueStore,
  ) {}

  async tick(): Promise<boolean> {
    for (const organization of await this.due.organizations('signer')) await this.sign(organization);
    return false;
  }

  /** Signs the head as it is committed now. Gives its size. */
  sign(organization: string): Promise<number> {
    return this.connections.lend(organization, async (client) => {
      const statement = statementOn(client);
      const head = await this.heads.read(statement, organization);
      if (!head || head.size === 0) return 0;
      const signers = await this.keys.signers(statement, organization);
      const text = formatCheckpoint({ origin: ledgerOrigin(organization), size: head.size, root: head.root });
      await this.checkpoints.keep(statement, organization, {
        size: head.size,
        root: head.root,
        note: signNote(text, signers),
      });
      await this.due.handled(statement, 'signer', organization, head.size);
      return head.size;
    });
  }
}
