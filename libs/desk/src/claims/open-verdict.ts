import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { openVerdictStatuses, stepOrRefuse, verdictWorkflow } from '#libs/factcheck';
import type { Change } from '#libs/ledger';
import { verdictState, type VerdictState } from '../verdicts/verdict-state.js';
import { VerdictStore } from '../verdicts/verdict-store.js';

const open = openVerdictStatuses.map((status) => `'${status}'`).join(', ');

/** The one verdict that is being worked on under a claim. Asked for under the claim's lock, so it cannot change meanwhile. */
@Injectable()
export class OpenVerdict {
  constructor(private readonly verdicts: VerdictStore) {}

  async of(tx: Tx, claim: string): Promise<VerdictState | undefined> {
    const [row] = await tx.query<{ state: VerdictState }>(
      `select ${verdictState('v')} as state from verdict v where organization_id = $1 and claim_id = $2 and status in (${open})`,
      [tx.organization, claim],
    );
    return row?.state;
  }

  /** Gives it up with its claim, and gives what the claim's own event has to tell of it: nothing when there is none. */
  async abandon(tx: Tx, claim: string): Promise<Change[]> {
    const verdict = await this.of(tx, claim);
    if (!verdict) return [];
    const to = stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'abandon');
    const after = await this.verdicts.move(tx, verdict, to);
    return [{ type: 'verdict', id: after.id, version: after.version, after }];
  }

  /** The number of the newest version that was submitted and neither given up nor taken back. */
  async frozen(tx: Tx, claim: string): Promise<number | undefined> {
    const [row] = await tx.query<{ number: number }>(
      `select number from verdict where organization_id = $1 and claim_id = $2 and digest is not null and status <> 'abandoned'
        order by number desc limit 1`,
      [tx.organization, claim],
    );
    return row?.number;
  }
}
