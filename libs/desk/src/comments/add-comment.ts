import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { CommentPlaces, type PlaceInput } from './comment-places.js';
import { CommentStore } from './comment-store.js';

export type CommentInput = PlaceInput & { readonly text: string };

/** What the desk says to itself. It is no part of what is judged: whoever comments on a verdict does not become its author. */
@Injectable()
export class AddComment {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly places: CommentPlaces,
    private readonly comments: CommentStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, claimId: string, input: CommentInput): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, claimId);
      demand(mayDo(actor, 'comment.add'));
      const author = actor.member ?? refuse('access.person_needed');
      const place = await this.places.of(tx, claimId, input);
      const comment = await this.comments.add(tx, { ...place, claim: claimId, text: input.text, author });
      await this.ledger.record(tx, {
        type: 'comment.added',
        root: claimId,
        labels: claimLabels(claim),
        changes: [{ type: 'comment', id: comment.id, version: 1, after: comment }],
      });
      return comment;
    });
  }
}
