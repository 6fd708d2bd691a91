import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { demandThread } from './comment-places.js';
import { CommentStore } from './comment-store.js';

/** Says that a thread is done with. Anybody at the desk may, not only who began it. */
@Injectable()
export class ResolveComment {
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
      if (comment.resolvedAt) {
        refuse('comment.wrong_state', `This thread was resolved on ${comment.resolvedAt} already.`);
      }
      const by = actor.member ?? refuse('access.person_needed');
      const after = await this.comments.settle(tx, id, by);
      await this.ledger.record(tx, {
        type: 'comment.resolved',
        root: claim.id,
        labels: claimLabels(claim),
        changes: [{ type: 'comment', id, version: after.version, after }],
      });
      return after;
    });
  }
}
