import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { TopicStore } from './topic-store.js';

/** Says what a claim is about, all of it at once, in codes of the register. In any state: topics are in no digest. */
@Injectable()
export class SetTopics {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly topics: TopicStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, codes: readonly string[], expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.edit'));
      const [unknown] = await this.topics.unknown(tx, codes);
      if (unknown !== undefined)
        refuse('topic.unknown', `There is no topic "${unknown}" here. An editor registers it (POST /v1/topics).`, {
          errors: [{ field: 'topics', message: `no topic "${unknown}"` }],
        });
      const topics = [...new Set(codes)].sort();
      await this.topics.index(tx, id, topics);
      const edited = await this.claims.edit(tx, claim, { topics });
      await this.ledger.record(tx, {
        type: 'claim.edited',
        root: id,
        labels: claimLabels(edited),
        changes: [{ type: 'claim', id, version: edited.version, after: edited }],
        facts: { topicsBefore: claim.topics },
      });
      return edited;
    });
  }
}
