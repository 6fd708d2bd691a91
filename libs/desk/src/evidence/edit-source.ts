import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { SourceChanges, type SourceEdit } from './source-changes.js';
import { refuseMerged } from './source-store.js';

/** What is known of a source changes. Verdicts that were submitted keep it as it was then. */
@Injectable()
export class EditSource {
  constructor(
    private readonly transaction: Transaction,
    private readonly sources: SourceChanges,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: SourceEdit, expected: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const [source] = await this.sources.lock(tx, [id], expected);
      demand(mayDo(actor, 'source.change'));
      if (source?.mergedInto) refuseMerged(source.mergedInto, 'Edit that one, or unmerge this one first.');
      const edited = await this.sources.edit(tx, id, input);
      await this.ledger.record(tx, {
        type: 'source.changed',
        root: id,
        changes: [{ type: 'source', id, version: edited.version, after: edited }],
      });
      return edited;
    });
  }
}
