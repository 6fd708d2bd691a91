import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { WorkStore } from '#libs/jobs';
import { canonicalJson, refuse, type SubjectState, systemActor } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { RuntimeSettings } from '#libs/runtime';
import { pruneJob, subjectOfDay } from './access-day.js';
import { AccessDigestStore, type DayCounts } from './access-digest-store.js';

const pageSize = 1_000;
const beforeAll = '00000000-0000-0000-0000-000000000000';
const secondsOfDay = 86_400;

/**
 * One event for each day: how many came in and were refused, and the SHA-256 over the entries by id, each in canonical
 * JSON (RFC 8785) and a newline. Whoever kept the entries can show later that none was changed, added or left out.
 */
@Injectable()
export class DigestAccess {
  constructor(
    private readonly transaction: Transaction,
    private readonly digests: AccessDigestStore,
    private readonly work: WorkStore,
    private readonly ledger: Ledger,
    private readonly settings: RuntimeSettings,
  ) {}

  /** Nothing when the day has its digest already. Refuses a day that is not over with `request.invalid`. */
  async run(organization: string, day: string): Promise<SubjectState | undefined> {
    // Before the transaction: a day that is over gets no more entries, so they may be read in pieces.
    const counts = await this.count(organization, day);
    return this.transaction.run(systemActor(organization), async (tx) => {
      if (!(await this.digests.isOver(tx, day))) refuse('request.invalid', `${day} is not over yet.`);
      const digest = await this.digests.keep(tx, day, counts);
      if (!digest) return undefined;
      const kept = this.settings.config.accessLogDays * secondsOfDay;
      await this.work.put(tx, pruneJob, organization, [subjectOfDay(day)], kept);
      await this.ledger.record(tx, {
        type: 'access.digested',
        root: organization,
        changes: [{ type: 'access_digest', id: digest.id, version: 1, after: digest }],
      });
      return digest;
    });
  }

  private async count(organization: string, day: string): Promise<DayCounts> {
    const hash = createHash('sha256');
    let [rows, signIns, refusals, after] = [0, 0, 0, beforeAll];
    for (;;) {
      const page = await this.digests.page(organization, day, after, pageSize);
      for (const entry of page) {
        hash.update(`${canonicalJson(entry)}\n`);
        rows += 1;
        if (entry.kind === 'sign_in') signIns += entry.times;
        else refusals += entry.times;
      }
      const last = page.at(-1);
      if (!last || page.length < pageSize) return { rows, signIns, refusals, sha256: hash.digest('hex') };
      after = last.id;
    }
  }
}
