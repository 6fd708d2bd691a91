import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { SubjectType } from '#libs/factcheck';
import { refuse } from '#libs/kernel';
import { type LogAt, StatesAt } from '#libs/ledger';
import { type ClaimInclude, claimIncludes } from '../claims/claim-reads.js';
import type { SingleRow } from '../reads.js';

/** Rows stay when what they tell ends: which there ever were is asked of the tables, how they were then of the log. */
const parts: Readonly<Partial<Record<ClaimInclude, { readonly type: SubjectType; readonly ids: string }>>> = {
  utterances: { type: 'utterance', ids: `select id from utterance where organization_id = $1 and claim_id = $2` },
  citations: { type: 'citation', ids: `select id from citation where organization_id = $1 and claim_id = $2` },
  enquiries: { type: 'enquiry', ids: `select id from enquiry where organization_id = $1 and claim_id = $2` },
  verdicts: { type: 'verdict', ids: `select id from verdict where organization_id = $1 and claim_id = $2` },
  comments: { type: 'comment', ids: `select id from comment where organization_id = $1 and claim_id = $2` },
  links: {
    type: 'link',
    ids: `select id from claim_link where organization_id = $1 and (claim_id = $2 or other_claim_id = $2)`,
  },
};

/** Claims and verdicts as they were at a size of the log: the same JSON as their live reads, personal values put back, erased ones null. */
@Injectable()
export class AsOf {
  constructor(
    private readonly connections: Connections,
    private readonly states: StatesAt,
  ) {}

  /** Nothing where the log had not got to the claim yet. */
  async claim(at: LogAt, id: string, includes: readonly ClaimInclude[] = []): Promise<SingleRow | undefined> {
    const claim = await this.state(at, 'claim', id);
    if (!claim) return undefined;
    const whole: Record<string, unknown> = { ...claim };
    for (const include of claimIncludes) {
      if (includes.includes(include)) whole[include] = await this.part(at, include, id);
    }
    return { json: JSON.stringify(whole), version: claim.version };
  }

  async verdict(at: LogAt, id: string): Promise<SingleRow | undefined> {
    const verdict = await this.state(at, 'verdict', id);
    return verdict && { json: JSON.stringify(verdict), version: verdict.version };
  }

  private async state(at: LogAt, type: SubjectType, id: string): Promise<{ version: number } | undefined> {
    const [found] = await this.states.ofIds(at, type, [id]);
    return found?.state as { version: number } | undefined;
  }

  private async part(at: LogAt, include: ClaimInclude, claim: string): Promise<unknown[]> {
    const { type, ids } =
      parts[include] ??
      refuse('request.invalid', `include: ${include} can be had as it is now, not as it was.`, {
        errors: [{ field: 'include', message: `without ${include} when asking for the past` }],
      });
    const rows = await this.connections.read<{ id: string }>(at.organization, ids, [at.organization, claim]);
    const states = await this.states.ofIds(
      at,
      type,
      rows.map((row) => row.id),
    );
    return states.map(({ state }) => state);
  }
}
