import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import type { Actor } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { type Counts, ImportStore } from './import-store.js';

/** The end of an import, good or bad, as one event with its counts. */
@Injectable()
export class FinishImport {
  constructor(
    private readonly transaction: Transaction,
    private readonly imports: ImportStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, counts: Counts, error: string | null): Promise<void> {
    return this.transaction.run(actor, async (tx) => {
      const ended = await this.imports.end(tx, id, counts, error);
      await this.ledger.record(tx, {
        type: 'import.completed',
        root: id,
        changes: [{ type: 'import', id, version: ended.version, after: ended }],
      });
    });
  }
}
