import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { SourceChanges } from './source-changes.js';
import { refuseMerged } from './source-store.js';

/** Two entries are one source: this one points at the other from now on, and both are one voice. No citation moves. */
@Injectable()
export class MergeSource {
  constructor(
    private readonly transaction: Transaction,
    private readonly sources: SourceChanges,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, into: string, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      if (id === into) refuse('source.merge_chain', 'A source cannot be merged into itself.');
      const [source, target] = await this.sources.lock(tx, [id, into], expected);
      demand(mayDo(actor, 'source.merge'));
      if (source?.mergedInto) refuseMerged(source.mergedInto, 'Unmerge it first.');
      if (target?.mergedInto) {
        refuse('source.merge_chain', `${into} was merged into ${target.mergedInto}. Merge into that one.`, {
          facts: { mergedInto: target.mergedInto },
        });
      }
      const follower = await this.sources.mergedHere(tx, id);
      if (follower) {
        refuse('source.merge_chain', `${follower} was merged into this one. Merge that into ${into} first.`, {
          facts: { merged: follower },
        });
      }
      const merged = await this.sources.mergeInto(tx, id, into);
      await this.ledger.record(tx, {
        type: 'source.merged',
        root: id,
        changes: [{ type: 'source', id, version: merged.version, after: merged }],
        facts: { into },
      });
      return merged;
    });
  }
}
