import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { refuse } from '#libs/kernel';
import { CitationStore } from '../evidence/citation-store.js';
import { VerdictStore } from '../verdicts/verdict-store.js';
import type { CommentState, Passage, Subject } from './comment-state.js';
import { CommentStore } from './comment-store.js';
import { type PassageInput, placePassage } from './passage.js';

export interface PlaceInput {
  /** The claim itself when not given. */
  readonly subject?: Subject;
  readonly passage?: PassageInput;
  /** The first comment of the thread that is answered; the subject is then the thread's. */
  readonly replyTo?: string;
}

export interface Place {
  readonly subject: Subject;
  readonly passage: Passage | null;
  readonly replyTo: string | null;
}

/** What a comment hangs on: the claim, a citation or a verdict of this claim, some words of that verdict, or a thread. */
@Injectable()
export class CommentPlaces {
  constructor(
    private readonly comments: CommentStore,
    private readonly citations: CitationStore,
    private readonly verdicts: VerdictStore,
  ) {}

  /** The claim is locked already, so that nothing of it changes meanwhile. */
  async of(tx: Tx, claim: string, { subject, passage, replyTo }: PlaceInput): Promise<Place> {
    if (replyTo !== undefined) {
      const first = await this.thread(tx, claim, replyTo);
      return { subject: first.subject, passage: null, replyTo };
    }
    const on = subject ?? ({ type: 'claim', id: claim } as const);
    const found = await this.find(tx, claim, on);
    return { subject: on, passage: passage && found ? placePassage(found, passage) : null, replyTo: null };
  }

  private async thread(tx: Tx, claim: string, id: string): Promise<CommentState> {
    const first = await this.comments.ofClaim(tx, claim, id);
    if (!first) refuse('not_found', `There is no comment ${id} on this claim.`);
    demandThread(first);
    if (first.resolvedAt)
      refuse('comment.wrong_state', `This thread was resolved on ${first.resolvedAt}. Reopen it before you answer.`);
    return first;
  }

  /** The verdict, if it is one. The same no for what is nowhere and what is on another claim. */
  private async find(tx: Tx, claim: string, { type, id }: Subject) {
    const missing = `There is no ${type} ${id} on this claim.`;
    if (type === 'verdict') return (await this.verdicts.ofClaim(tx, claim, id)) ?? refuse('not_found', missing);
    const there = type === 'claim' ? id === claim : await this.citations.wasOnClaim(tx, claim, id);
    if (!there) refuse('not_found', missing);
    return undefined;
  }
}

/** An answer has no answers and no state of its own: its thread has. Errors: comment.is_reply. */
export function demandThread(comment: CommentState): void {
  if (comment.replyTo === null) return;
  refuse('comment.is_reply', `This is an answer in the thread ${comment.replyTo}. Name that one.`, {
    facts: { thread: comment.replyTo },
  });
}
