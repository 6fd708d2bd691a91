import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { SourceChanges } from './source-changes.js';

/** They were two after all. */
@Injectable()
export class UnmergeSource {
  constructor(
    private readonly transaction: Transaction,
    private readonly sources: SourceChanges,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const [source] = await this.sources.lock(tx, [id], expected);
      demand(mayDo(actor, 'source.merge'));
      const from =
        source?.mergedInto ?? refuse('source.not_merged', 'This source stands by itself; there is nothing to undo.');
      const unmerged = await this.sources.mergeInto(tx, id, null);
      await this.ledger.record(tx, {
        type: 'source.unmerged',
        root: id,
        changes: [{ type: 'source', id, version: unmerged.version, after: unmerged }],
        facts: { from },
      });
      return unmerged;
    });
  }
}
