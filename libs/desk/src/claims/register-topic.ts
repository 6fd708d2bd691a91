import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { TopicStore } from './topic-store.js';

/** An editor puts a topic into the register, under a code that is never renamed. */
@Injectable()
export class RegisterTopic {
  constructor(
    private readonly transaction: Transaction,
    private readonly topics: TopicStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, input: { code: string; labels: Readonly<Record<string, string>> }): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'topic.register'));
      const topic = await this.topics.add(tx, input);
      await this.ledger.record(tx, {
        type: 'topic.registered',
        root: topic.id,
        labels: { topics: [input.code] },
        changes: [{ type: 'topic', id: topic.id, version: 1, after: topic }],
      });
      return topic;
    });
  }
}
