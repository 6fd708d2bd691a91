import { Injectable } from '@nestjs/common';
import { type SubjectType, withoutHoldReason } from '#libs/factcheck';
import type { Actor } from '#libs/kernel';
import { type LogAt, StatesAt } from '#libs/ledger';
import { type ClaimInclude, claimIncludes } from '../claims/claim-parts.js';
import { readsHolds } from '../claims/claim-reads.js';
import type { SingleRow } from '../reads.js';
import { PartsThen, type State } from './parts-then.js';

/** Claims and verdicts as they were at a size of the log: the same JSON as their live reads, personal values put back, erased ones null. */
@Injectable()
export class AsOf {
  constructor(
    private readonly states: StatesAt,
    private readonly parts: PartsThen,
  ) {}

  /** Nothing where the log had not got to the claim yet. */
  async claim(
    reader: Actor,
    at: LogAt,
    id: string,
    includes: readonly ClaimInclude[] = [],
  ): Promise<SingleRow | undefined> {
    const claim = await this.state(at, 'claim', id);
    if (!claim) return undefined;
    const told = (state: State): State => (readsHolds(reader) ? state : withoutHoldReason(state));
    const whole: Record<string, unknown> = { ...told(claim) };
    for (const include of claimIncludes) {
      if (!includes.includes(include)) continue;
      const part = await this.parts.of(at, include, id);
      whole[include] = include === 'duplicates' ? part.map(told) : part;
      if (include === 'utterances') whole.firstAppearance = await this.parts.firstOf(at, part);
    }
    return { json: JSON.stringify(whole), version: claim.version };
  }

  async verdict(at: LogAt, id: string): Promise<SingleRow | undefined> {
    const verdict = await this.state(at, 'verdict', id);
    return verdict && { json: JSON.stringify(verdict), version: verdict.version };
  }

  private async state(
    at: LogAt,
    type: SubjectType,
    id: string,
  ): Promise<(State & { readonly version: number }) | undefined> {
    const [found] = await this.states.ofIds(at, type, [id]);
    return found?.state as (State & { readonly version: number }) | undefined;
  }
}
