import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { CitationChanges } from './citation-changes.js';
import { demandOpenEvidence } from './open-evidence.js';

/**
 * A citation is taken off its claim and stays on record with the reason. One that an open verdict rests on is refused,
 * so that no draft changes behind its author's back; what ended verdicts froze is a copy and stays.
 */
@Injectable()
export class RemoveCitation {
  constructor(
    private readonly transaction: Transaction,
    private readonly changes: CitationChanges,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, reason: string, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { citation, claim } = await this.changes.lock(tx, id, expected);
      demand(mayDo(actor, 'citation.remove'));
      demandOpenEvidence(claim);
      const verdict = await this.changes.openVerdictOn(tx, citation);
      if (verdict) {
        refuse(
          'citation.in_use',
          `Verdict ${verdict.id} rests on this citation (it is ${verdict.status.replaceAll('_', ' ')}). Take it out of the draft first.`,
          { facts: { verdict: verdict.id, status: verdict.status } },
        );
      }
      const removed = await this.changes.remove(tx, id, reason);
      await this.ledger.record(tx, {
        type: 'citation.removed',
        root: claim.id,
        labels: claimLabels(claim),
        changes: [{ type: 'citation', id, version: removed.version, after: removed }],
      });
      return removed;
    });
  }
}
