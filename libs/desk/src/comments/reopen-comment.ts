import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { demandThread } from './comment-places.js';
import { CommentStore } from './comment-store.js';

/** Takes up again a thread that was resolved. */
@Injectable()
export class ReopenComment {
  constructor(
    private readonly transaction: Transaction,
    private readonly comments: CommentStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { comment, claim } = await this.comments.lock(tx, id, expected);
      demand(mayDo(actor, 'comment.resolve'));
      demandThread(comment);
      if (!comment.resolvedAt) refuse('comment.wrong_state', 'This thread is open.');
      const after = await this.comments.settle(tx, id, null);
      await this.ledger.record(tx, {
        type: 'comment.reopened',
        root: claim.id,
        labels: claimLabels(claim),
        changes: [{ type: 'comment', id, version: after.version, after }],
      });
      return after;
    });
  }
}
