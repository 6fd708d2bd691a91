import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, refuse } from '#libs/kernel';
import { RuntimeSettings } from '#libs/runtime';

// Keys of one newsroom together: it may have as many as it likes.
const keysWorth = 10;

/** Who waits for events in this process. Each looks at the log twice a second, so there is an end to how many may. */
@Injectable()
export class WaitingReaders {
  private readonly waiting = new Map<string, number>();

  constructor(private readonly settings: RuntimeSettings) {}

  /** Takes a place until `work` is over. Refusals: request.too_many. */
  async during<T>(actor: Actor, reply: FastifyReply, work: () => Promise<T>): Promise<T> {
    const most = this.settings.config.waitingPerKey;
    const [key, organization] = [actor.key ?? actor.organization, `all of ${actor.organization}`];
    if (most > 0 && (this.count(key) >= most || this.count(organization) >= most * keysWorth)) {
      void reply.header('retry-after', '5');
      refuse(
        'request.too_many',
        `A key may wait for events ${most} times at once, all keys of a newsroom ${most * keysWorth} times. Ask without "wait", or end another.`,
      );
    }
    this.move(key, 1);
    this.move(organization, 1);
    try {
      return await work();
    } finally {
      this.move(key, -1);
      this.move(organization, -1);
    }
  }

  private count(who: string): number {
    return this.waiting.get(who) ?? 0;
  }

  private move(who: string, by: number): void {
    const count = this.count(who) + by;
    if (count === 0) this.waiting.delete(who);
    else this.waiting.set(who, count);
  }
}
