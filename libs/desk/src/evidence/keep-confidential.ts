import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { type ConfidentialMatter, type ConfidentialSubject, mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { ConfidentialStore } from './confidential-store.js';

export interface ConfidentialInput {
  readonly about: ConfidentialMatter;
  readonly text: string;
  /** Members; whoever writes it reads it too. */
  readonly readers: readonly string[];
}

/** Text for named members: the event says that it exists, for whom, and binds to its words without holding them. */
@Injectable()
export class KeepConfidential {
  constructor(
    private readonly transaction: Transaction,
    private readonly notes: ConfidentialStore,
    private readonly ledger: Ledger,
  ) {}

  run(
    actor: Actor,
    subjectType: ConfidentialSubject,
    subject: string,
    input: ConfidentialInput,
  ): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'confidential.keep'));
      const writtenBy = actor.member ?? refuse('access.person_needed');
      const root =
        (await this.notes.rootOf(tx, subjectType, subject)) ??
        refuse('not_found', `There is no ${subjectType} ${subject} here.`);
      const readers = [...new Set([...input.readers, writtenBy])];
      const [stranger] = await this.notes.strangers(tx, readers);
      if (stranger) refuse('confidential.unknown_reader', `${stranger} is no member here, or is suspended.`);
      // The answer of a repeated request is remembered, so it must not hold the words either.
      const note = await this.notes.add(tx, { ...input, subjectType, subject, readers, writtenBy });
      await this.ledger.record(tx, {
        type: 'confidential.kept',
        root,
        changes: [{ type: 'confidential_note', id: note.id, version: note.version, after: note }],
      });
      return note;
    });
  }
}
