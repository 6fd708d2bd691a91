import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { ImportKeys, type ImportRow } from './import-keys.js';
import type { Fault } from './import-store.js';
import type { Importer, WantedImport } from './importer.js';

export interface BatchOutcome {
  readonly added: number;
  readonly known: number;
  readonly faults: readonly Fault[];
}

/** Some rows of an import, in one transaction: all that fit and are new, or none when it fails. Repeating it adds nothing. */
@Injectable()
export class ImportBatch {
  constructor(
    private readonly transaction: Transaction,
    private readonly keys: ImportKeys,
    private readonly ledger: Ledger,
  ) {}

  run<Row, More>(
    actor: Actor,
    importer: Importer<Row, More>,
    wanted: WantedImport,
    rows: readonly ImportRow<Row>[],
  ): Promise<BatchOutcome> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'import.run'));
      if (importer.kind === 'legacy') demand(mayDo(actor, 'verdict.import'));
      const { source, dryRun } = wanted;
      const { fit, faults } = await importer.prepare(tx, wanted, rows);
      if (dryRun) {
        const known = await this.keys.subjects(
          tx,
          importer.kind,
          source,
          fit.map((row) => row.externalId),
        );
        const distinct = new Set(fit.map((row) => row.externalId)).size;
        return { added: distinct - known.size, known: fit.length - distinct + known.size, faults };
      }
      const more = new Map(fit.map((row) => [row.line, row.more]));
      const fresh = await this.keys.claim(tx, importer.kind, source, fit);
      await this.ledger.recordMany(
        tx,
        await importer.write(
          tx,
          fresh.map((row) => ({ ...row, more: more.get(row.line) as More })),
        ),
      );
      return { added: fresh.length, known: fit.length - fresh.length, faults };
    });
  }
}
