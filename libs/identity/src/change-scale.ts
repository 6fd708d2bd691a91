import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, type RatingScale, scaleRuling } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { RulesStore } from './rules-store.js';
import { ScaleStore } from './scale-store.js';

/** Another scale, or a new version of one, is in force. Verdicts drafted before keep the one they were rated on. */
@Injectable()
export class ChangeScale {
  constructor(
    private readonly transaction: Transaction,
    private readonly rules: RulesStore,
    private readonly scales: ScaleStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, scale: Omit<RatingScale, 'version'>): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'scale.change'));
      demand(scaleRuling({ ...scale, version: 1 }));
      await this.rules.lock(tx);
      const { state: kept, isNew } = await this.scales.keep(tx, scale);
      const organization = await this.rules.point(tx, { scale: { code: scale.code, version: kept.version } });
      await this.ledger.record(tx, {
        type: 'scale.changed',
        root: tx.organization,
        changes: [
          // One that was in force before has not changed.
          ...(isNew ? [{ type: 'scale' as const, id: kept.id, version: kept.version, after: kept }] : []),
          { type: 'organization', id: tx.organization, version: organization.version, after: organization },
        ],
        facts: { code: scale.code, version: kept.version },
      });
      return kept;
    });
  }
}
