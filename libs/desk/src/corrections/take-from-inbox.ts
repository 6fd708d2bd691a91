import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { correctionWorkflow, mayDo, stepOrRefuse } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { CorrectionDeadline } from './correction-deadline.js';
import { CorrectionStore } from './correction-store.js';
import { InboxStore } from './inbox-store.js';

/** An editor takes a reader's request in: from here on it is a correction like any other, and acknowledged. */
@Injectable()
export class TakeFromInbox {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly inbox: InboxStore,
    private readonly corrections: CorrectionStore,
    private readonly deadline: CorrectionDeadline,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, inboxId: string, input: { claim: string }): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, input.claim);
      demand(mayDo(actor, 'correction.acknowledge'));
      const verdict =
        claim.publishedVerdict ??
        refuse(
          'correction.nothing_published',
          'Nothing of this claim is published. Choose the claim that the reader means.',
        );
      const { reference, request, correction } =
        (await this.inbox.lock(tx, inboxId)) ?? refuse('not_found', `There is no request ${inboxId} waiting here.`);
      if (correction)
        refuse('correction.taken_in', `This request was taken in as correction ${correction}. Go on there.`, {
          facts: { correction },
        });
      const requested = await this.corrections.add(tx, {
        claim: claim.id,
        verdict,
        reference,
        request,
        inbox: inboxId,
        dueOn: await this.deadline.from(tx),
      });
      const acknowledged = await this.corrections.move(
        tx,
        requested,
        stepOrRefuse('correction', correctionWorkflow, requested.status, 'acknowledge'),
      );
      await this.inbox.taken(tx, inboxId, acknowledged.id);
      await this.ledger.record(tx, {
        type: 'correction.acknowledged',
        root: claim.id,
        labels: claimLabels(claim),
        changes: [{ type: 'correction', id: acknowledged.id, version: acknowledged.version, after: acknowledged }],
        facts: { fromPublic: true },
      });
      return acknowledged;
    });
  }
}
