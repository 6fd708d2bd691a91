import type { Demand, Told } from './told.js';

export interface Rules {
  readonly version: number;
  readonly quorum: { readonly approvals: number; readonly of: number };
  readonly authorMayPublish: boolean;
  readonly citationAuthorsMayVote: boolean;
  readonly minIndependentSources: number;
  readonly minPrimarySources: number;
}

/** Fewer approvals, more rejections to stop one, fewer sources, or more people who may. */
const asksForLess = (before: Rules, after: Rules): boolean =>
  after.quorum.approvals < before.quorum.approvals ||
  after.quorum.of - after.quorum.approvals > before.quorum.of - before.quorum.approvals ||
  after.minIndependentSources < before.minIndependentSources ||
  after.minPrimarySources < before.minPrimarySources ||
  (after.authorMayPublish && !before.authorMayPublish) ||
  (after.citationAuthorsMayVote && !before.citationAuthorsMayVote);

/** The policy in force at each moment. What asks for less needs a second person. */
export class Rulebook {
  inForce!: Rules;
  private readonly proposers = new Map<string, string>();

  hear(told: Told, demand: Demand): void {
    const { type, actor, changes, facts } = told;
    if (type === 'organization.created') this.inForce = facts.policy as Rules;
    for (const change of changes) {
      if (type === 'policy.proposed' && change.type === 'policy_proposal')
        this.proposers.set(change.id, actor.member ?? '');
      if (change.type === 'policy') this.enact(told, change.after.content as Rules, demand);
    }
  }

  private enact({ actor, changes }: Told, rules: Rules, demand: Demand): void {
    const proposal = changes.find((change) => change.type === 'policy_proposal');
    const proposer = this.proposers.get(proposal?.id ?? '');
    const isSecond = proposer !== undefined && proposer !== actor.member;
    demand('a person changed the policy', actor.kind === 'member');
    demand('a weaker policy was put in force by two people', isSecond || !asksForLess(this.inForce, rules));
    demand('somebody approves', rules.quorum.approvals >= 1);
    this.inForce = rules;
  }
}
