import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { RulesStore } from './rules-store.js';

/** A second person puts a weaker policy in force. It applies to what is submitted from now on, and to nothing before. */
@Injectable()
export class ConfirmPolicy {
  constructor(
    private readonly transaction: Transaction,
    private readonly rules: RulesStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'policy.change'));
      const member = actor.member ?? refuse('access.person_needed');
      const before = await this.rules.lockPolicy(tx);
      const proposal = await this.rules.lockProposal(tx, id);
      if (proposal.policy !== null || proposal.basedOn !== before.version) {
        refuse(
          'policy.proposal_stale',
          `This was proposed against version ${proposal.basedOn} of the policy, and version ${before.version} is in force. Propose it again.`,
          { facts: { basedOn: proposal.basedOn, inForce: before.version } },
        );
      }
      if (proposal.proposedBy === member) {
        refuse(
          'policy.second_person_needed',
          `You proposed this, and it weakens ${proposal.weakens.join(', ')}. Ask another editor or administrator to confirm it.`,
        );
      }
      const version = before.version + 1;
      const { policy, organization } = await this.rules.enact(tx, proposal.content, version);
      const confirmed = await this.rules.confirm(tx, proposal, version, member);
      await this.ledger.record(tx, {
        type: 'policy.changed',
        root: tx.organization,
        policy: version,
        changes: [
          { type: 'policy', id: tx.organization, version, after: policy },
          { type: 'policy_proposal', id, version: confirmed.version, after: confirmed },
          { type: 'organization', id: tx.organization, version: organization.version, after: organization },
        ],
        facts: { from: before.version, to: version, weakens: [...proposal.weakens], proposedBy: proposal.proposedBy },
      });
      return policy;
    });
  }
}
