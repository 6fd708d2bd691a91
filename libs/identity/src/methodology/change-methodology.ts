import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { RulesStore } from '../rules-store.js';
import { MethodologyStore, type MethodologyText } from './methodology-store.js';

/** The newsroom says anew how it works. Verdicts keep the version that was in force when they were submitted. */
@Injectable()
export class ChangeMethodology {
  constructor(
    private readonly transaction: Transaction,
    private readonly rules: RulesStore,
    private readonly methodology: MethodologyStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, { language, text }: MethodologyText, expected: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'methodology.change'));
      await this.rules.lock(tx);
      const current = await this.methodology.current(tx);
      if (current.version !== expected) {
        refuse(
          'request.stale',
          `The methodology is at version ${current.version}, not ${expected}. Read it again and repeat your change.`,
          { facts: { version: current.version } },
        );
      }
      if (current.text === text && current.language === language) {
        refuse('methodology.unchanged', `Version ${current.version} says the same already. Change the text.`);
      }
      const version = current.version + 1;
      const after = await this.methodology.add(tx, version, { language, text });
      const organization = await this.rules.point(tx, { methodology: version });
      await this.ledger.record(tx, {
        type: 'methodology.changed',
        root: tx.organization,
        changes: [
          { type: 'methodology', id: after.id, version, after },
          { type: 'organization', id: tx.organization, version: organization.version, after: organization },
        ],
        facts: { version },
      });
      return after;
    });
  }
}
