import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type JsonObject } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { ClaimExportReads } from './claim-export-reads.js';
import type { ExportFilter, ExportFormat } from './register-select.js';

/** Somebody takes the register out as it stands. The log tells it before the first byte leaves. */
@Injectable()
export class ExportClaims {
  constructor(
    private readonly transaction: Transaction,
    private readonly reads: ClaimExportReads,
    private readonly ledger: Ledger,
  ) {}

  async run(actor: Actor, format: ExportFormat, filter: ExportFilter): Promise<AsyncGenerator<Buffer>> {
    demand(mayDo(actor, 'register.export'));
    await this.transaction.run(actor, (tx) =>
      this.ledger.record(tx, {
        type: 'claims.exported',
        root: tx.organization,
        changes: [],
        facts: { format, filter: given(filter) },
      }),
    );
    return this.reads.bytes(actor.organization, format, filter);
  }
}

const given = (filter: ExportFilter): JsonObject =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
