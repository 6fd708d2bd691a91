import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { citationChangeRuling, derivationRuling, mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { CitationChanges, type CitationEdit } from './citation-changes.js';
import { CitationStore } from './citation-store.js';
import { demandOpenEvidence } from './open-evidence.js';

/** A citation is written over, within what its mode can be true of. A submitted verdict keeps what it froze. */
@Injectable()
export class EditCitation {
  constructor(
    private readonly transaction: Transaction,
    private readonly citations: CitationStore,
    private readonly changes: CitationChanges,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: CitationEdit, expected: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { citation, claim } = await this.changes.lock(tx, id, expected);
      demand(mayDo(actor, 'citation.change'));
      demandOpenEvidence(claim);
      demand(citationChangeRuling(citation.mode, { ...input }));
      const origin = input.derivesFrom;
      if (origin) {
        if (!(await this.citations.onClaim(tx, claim.id, [origin])).has(origin)) {
          refuse('citation.not_on_claim', `derivesFrom names ${origin}, which is no citation of this claim.`);
        }
        demand(derivationRuling(id, origin, await this.changes.origins(tx, claim.id)));
      }
      const edited = await this.changes.edit(tx, id, input);
      await this.ledger.record(tx, {
        type: 'citation.changed',
        root: claim.id,
        labels: claimLabels(claim),
        changes: [{ type: 'citation', id, version: edited.version, after: edited }],
      });
      return edited;
    });
  }
}
