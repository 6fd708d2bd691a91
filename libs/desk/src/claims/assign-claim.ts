import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { claimWorkflow, mayDo, stepOrRefuse } from '#libs/factcheck';
import { MemberStore } from '#libs/identity';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';

/** An editor gives a claim to a researcher, or to another one. Checking begins. */
@Injectable()
export class AssignClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly members: MemberStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { member: string; dueOn?: string }, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.assign'));
      const to = stepOrRefuse('claim', claimWorkflow, claim.status, 'assign');
      const member =
        (await this.members.rolesOf(tx, input.member)) ??
        refuse('not_found', `There is no member ${input.member} here.`);
      if (!member.roles.includes('researcher')) {
        refuse(
          'claim.assignee_not_researcher',
          `${member.name} is not a researcher. Choose one, or give ${member.name} that role.`,
        );
      }
      const assigned = await this.claims.move(tx, claim, to, {
        assignee: input.member,
        ...(input.dueOn ? { dueOn: input.dueOn } : {}),
      });
      await this.ledger.record(tx, {
        type: 'claim.assigned',
        root: id,
        labels: claimLabels(assigned),
        changes: [{ type: 'claim', id, version: assigned.version, after: assigned }],
        facts: { from: claim.assignee },
      });
      return assigned;
    });
  }
}
