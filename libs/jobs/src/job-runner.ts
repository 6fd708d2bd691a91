import { Injectable } from '@nestjs/common';
import { Connections, Notices, statementOn } from '#libs/database';
import { type Log, Loop } from '#libs/runtime';
import { type LeasedWork, WorkStore } from './work-store.js';

/** The channel that wakes job runners. */
export const jobsChannel = 'claimdesk_jobs';

/** One kind of long work. `run` may be repeated after a crash, so it starts by clearing what a dead run left. */
export interface JobHandler {
  readonly kind: string;
  /** `stillMine` says whether the lease is held; a long run asks between its steps and stops when not. */
  run(organization: string, subject: string, stillMine: () => boolean): Promise<void>;
  /** The last try failed: leave a state that people can see. */
  giveUp(organization: string, subject: string, error: Error): Promise<void>;
}

const leaseSeconds = 30;
const heartbeatMs = 10_000;
const tries = 4;

/** Runs one job after the other of each kind; a job whose worker was killed is running again within 30 s. */
@Injectable()
export class JobRunner {
  private readonly loops: Loop[] = [];

  constructor(
    private readonly work: WorkStore,
    private readonly connections: Connections,
    private readonly notices: Notices,
  ) {}

  start(handlers: readonly JobHandler[], log: Log): void {
    const twice = handlers.find(
      (handler, place) => handlers.findIndex((other) => other.kind === handler.kind) !== place,
    );
    if (twice) throw new Error(`two handlers for jobs of kind ${twice.kind}`);
    for (const handler of handlers) {
      const loop = new Loop(`jobs ${handler.kind}`, () => this.next(handler, log), 1_000, log);
      this.notices.on(jobsChannel, () => loop.wake());
      this.loops.push(loop);
      loop.start();
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  /** Takes one due job if there is one. Answers whether there was. */
  async next(handler: JobHandler, log: Log): Promise<boolean> {
    const [leased] = await this.work.lease(handler.kind, 1, leaseSeconds);
    if (!leased) return false;
    let mine = true;
    const heartbeat = setInterval(() => {
      this.work.extend(handler.kind, leased, leaseSeconds).then(
        (held) => (mine = held),
        (error: unknown) => log.warn({ error, kind: handler.kind }, 'heartbeat failed; the lease runs on'),
      );
    }, heartbeatMs);
    try {
      await handler.run(leased.organization, leased.subject, () => mine);
      await this.finish(handler.kind, leased);
    } catch (error) {
      await this.failed(handler, leased, error as Error, log);
    } finally {
      clearInterval(heartbeat);
    }
    return true;
  }

  private finish(kind: string, leased: LeasedWork): Promise<unknown> {
    return this.connections.lend(leased.organization, (client) =>
      this.work.finish(statementOn(client), kind, leased.organization, [leased]),
    );
  }

  // The fence counts the leases, so it is also the number of tries.
  private async failed(handler: JobHandler, leased: LeasedWork, error: Error, log: Log): Promise<void> {
    log.error({ error, kind: handler.kind, subject: leased.subject, try: leased.fence }, 'job failed');
    if (leased.fence >= tries) {
      await handler.giveUp(leased.organization, leased.subject, error);
      await this.finish(handler.kind, leased);
      return;
    }
    await this.connections.lend(leased.organization, (client) =>
      this.work.postpone(statementOn(client), handler.kind, leased.organization, [
        { ...leased, seconds: 2 ** leased.fence },
      ]),
    );
  }
}
