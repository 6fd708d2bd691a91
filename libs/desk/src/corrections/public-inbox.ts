import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type Repeat, systemActor } from '#libs/kernel';
import { InboxStore, type PublicRequest } from './inbox-store.js';

// More within an hour than any newsroom reads: a flood, not readers.
const perHour = 200;

/** A reader without a key asks for a correction. It waits, erasable, until an editor takes it in. */
@Injectable()
export class SendPublicRequest {
  constructor(
    private readonly transaction: Transaction,
    private readonly inbox: InboxStore,
  ) {}

  async run(
    slug: string,
    sent: PublicRequest,
    request: string,
    repeat?: Repeat,
  ): Promise<{ reference: string; token: string }> {
    const organization =
      (await this.inbox.organizationAt(slug)) ?? refuse('not_found', 'There is no newsroom at this address.');
    const reader = { ...systemActor(organization), request, ...(repeat ? { idempotency: repeat } : {}) };
    return this.transaction.run(reader, async (tx) => {
      if ((await this.inbox.withinTheHour(tx)) >= perHour) {
        refuse('request.too_many', 'More requests have arrived than this newsroom can read. Try again in an hour.');
      }
      return this.inbox.add(tx, sent);
    });
  }
}

/** An editor erases what is no request at all. Nothing of it is kept. */
@Injectable()
export class DiscardFromInbox {
  constructor(
    private readonly transaction: Transaction,
    private readonly inbox: InboxStore,
  ) {}

  run(actor: Actor, id: string): Promise<{ discarded: string }> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'correction.acknowledge'));
      if (!(await this.inbox.discard(tx, id))) refuse('not_found', `There is no request ${id} waiting here.`);
      return { discarded: id };
    });
  }
}
