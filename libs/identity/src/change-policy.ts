import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, noProcedures, type Policy, policyRuling, type Procedures, weakenings } from '#libs/factcheck';
import { type Actor, canonicalJson, demand, type Json, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { type PolicyContent, RulesStore } from './rules-store.js';

/** What is to be different; the rest stays as it is. */
export type PolicyChange = Partial<Omit<PolicyContent, 'deadlines' | 'procedures'>> & {
  readonly procedures?: Partial<Procedures>;
  readonly deadlines?: Partial<Omit<Policy['deadlines'], 'stageDays'>> & {
    readonly stageDays?: Partial<Policy['deadlines']['stageDays']>;
  };
};

/** What was asked for: in force at once, or proposed because it asks for less than before. */
export interface ChangedPolicy {
  readonly policy: SubjectState | null;
  readonly proposal: SubjectState | null;
}

/** A new version of the policy. What weakens it waits for a second person; what was submitted keeps its own version. */
@Injectable()
export class ChangePolicy {
  constructor(
    private readonly transaction: Transaction,
    private readonly rules: RulesStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, change: PolicyChange): Promise<ChangedPolicy> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'policy.change'));
      const member = actor.member ?? refuse('access.person_needed');
      const before = await this.rules.lockPolicy(tx);
      const after = changed(before, change);
      demand(policyRuling(after));
      const content = contentOf(after);
      if (canonicalJson(content as unknown as Json) === canonicalJson(contentOf(before) as unknown as Json)) {
        refuse('policy.unchanged', 'This is what the policy in force says already.');
      }
      const weakens = weakenings(before, after);
      if (weakens.length > 0) {
        const proposal = await this.rules.propose(tx, { content, weakens, basedOn: before.version }, member);
        await this.ledger.record(tx, {
          type: 'policy.proposed',
          root: tx.organization,
          policy: before.version,
          changes: [{ type: 'policy_proposal', id: proposal.id, version: 1, after: proposal }],
          facts: { weakens: [...weakens] },
        });
        return { policy: null, proposal };
      }
      const { policy, organization } = await this.rules.enact(tx, content, after.version);
      await this.ledger.record(tx, {
        type: 'policy.changed',
        root: tx.organization,
        policy: after.version,
        changes: [
          { type: 'policy', id: tx.organization, version: after.version, after: policy },
          { type: 'organization', id: tx.organization, version: organization.version, after: organization },
        ],
        facts: { from: before.version, to: after.version, weakens: [] },
      });
      return { policy, proposal: null };
    });
  }
}

const changed = (before: Policy, { deadlines, procedures, ...change }: PolicyChange): Policy => ({
  ...before,
  ...change,
  procedures: { ...(before.procedures ?? noProcedures), ...procedures },
  deadlines: {
    ...before.deadlines,
    ...deadlines,
    stageDays: { ...before.deadlines.stageDays, ...deadlines?.stageDays },
  },
  version: before.version + 1,
});

const contentOf = ({ version: _version, ...content }: Policy): PolicyContent => content;
