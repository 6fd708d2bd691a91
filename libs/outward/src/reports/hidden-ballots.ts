import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import { votingRoles } from '#libs/factcheck';
import { type Actor, refuse } from '#libs/kernel';

/** Ballots that somebody who votes may not see yet, by the same rule as the list of a verdict's ballots. */
@Injectable()
export class HiddenBallots {
  constructor(private readonly connections: Connections) {}

  /** A log of this size may hold some; whoever cannot vote may see them, since there is nothing to sway. */
  async demandNoneHidden({ organization, member, roles }: Actor, size: string): Promise<void> {
    if (!votingRoles.some((role) => roles.includes(role))) return;
    const [hidden] = await this.connections.read<{ verdict: string }>(
      organization,
      `select v.id as verdict from verdict v
         join ballot b on b.organization_id = v.organization_id and b.verdict_id = v.id and b.voter_id <> $2
         join ledger_state s on s.organization_id = b.organization_id and s.type = 'ballot' and s.id = b.id and s.from_index < $3
        where v.organization_id = $1 and (v.status = 'in_review' or v.status = 'published' and v.rest_status = 'waiting') and not exists (
          select from ballot own where own.organization_id = v.organization_id and own.verdict_id = v.id
             and own.digest = v.digest and own.voter_id = $2 and own.voided_at is null)
        limit 1`,
      [organization, member ?? null, size],
    );
    if (hidden) {
      refuse(
        'report.ballots_hidden',
        `This bundle holds ballots on verdict ${hidden.verdict}, which you may still judge. Vote first, wait for the decision, or ask somebody who does not vote.`,
        { facts: { verdict: hidden.verdict } },
      );
    }
  }
}
