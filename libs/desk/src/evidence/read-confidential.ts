import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { type ConfidentialSubject, mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse } from '#libs/kernel';
import { ConfidentialStore, type OpenedNote } from './confidential-store.js';

/** A named reader opens what is confidential about a subject, and it is put down that they did. No event: nothing changed. */
@Injectable()
export class ReadConfidential {
  constructor(
    private readonly transaction: Transaction,
    private readonly notes: ConfidentialStore,
  ) {}

  run(actor: Actor, type: ConfidentialSubject, subject: string): Promise<OpenedNote[]> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'confidential.read'));
      const member = actor.member ?? refuse('access.person_needed');
      const notes = await this.notes.read(tx, type, subject, member);
      // The same words whether there is none, none for this member, or no such subject.
      if (notes.length === 0)
        refuse('not_found', `There is nothing confidential about ${type} ${subject} for you here.`);
      return notes;
    });
  }
}
