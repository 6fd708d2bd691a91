import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { RestStatus } from '#libs/factcheck';
import type { VerdictState } from './verdict-state.js';
import { VerdictStore } from './verdict-store.js';

/** What an urgent publication still owes, on the verdict's own row. Under the claim's lock. */
@Injectable()
export class RestStore {
  constructor(private readonly verdicts: VerdictStore) {}

  /** It goes out: from now on the rest is waited for, unless more than were needed have voted already. */
  async begin(tx: Tx, verdict: VerdictState, status: RestStatus, hours: number): Promise<void> {
    await tx.query(
      `update verdict set rest_status = $3, rest_due_at = $4::timestamptz + make_interval(hours => $5::int),
         rest_ended_at = case when $3 = 'waiting' then null else $4::timestamptz end
        where organization_id = $1 and id = $2 and rest_status = 'to_come'`,
      [tx.organization, verdict.id, status, tx.now, hours],
    );
  }

  /** A late ballot is in. The first no is put down with its time, whether or not it decides. */
  async judged(tx: Tx, verdict: VerdictState, status: RestStatus, isNo: boolean): Promise<VerdictState> {
    await tx.query(
      `update verdict set rest_status = $3, rest_ended_at = case when $3 = 'waiting' then null else $4::timestamptz end,
         disputed_at = case when $5 then coalesce(disputed_at, $4::timestamptz) else disputed_at end,
         version = version + 1, updated_at = $4
        where organization_id = $1 and id = $2 and rest_status = 'waiting'`,
      [tx.organization, verdict.id, status, tx.now, isNo],
    );
    return this.verdicts.read(tx, verdict.id);
  }
}
