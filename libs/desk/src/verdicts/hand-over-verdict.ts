import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { accessTable, mayDo, stepOrRefuse, verdictWorkflow } from '#libs/factcheck';
import { MemberStore } from '#libs/identity';
import { type Actor, demand, refuse, type Role, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { VerdictDrafts } from './verdict-drafts.js';
import { VerdictStore } from './verdict-store.js';

/** An editor gives an unfinished verdict to somebody else to finish. Both are its authors for ever. */
@Injectable()
export class HandOverVerdict {
  constructor(
    private readonly transaction: Transaction,
    private readonly verdicts: VerdictStore,
    private readonly drafts: VerdictDrafts,
    private readonly members: MemberStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { member: string }, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { verdict, claim } = await this.verdicts.lock(tx, id, expected);
      demand(mayDo(actor, 'verdict.handOver'));
      const to = stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'handOver');
      const successor =
        (await this.members.rolesOf(tx, input.member)) ??
        refuse('not_found', `There is no member ${input.member} here.`);
      const writers: readonly Role[] = accessTable['verdict.edit'];
      if (!successor.roles.some((role) => writers.includes(role))) {
        refuse('verdict.successor_not_writer', `${successor.name} is neither a researcher nor an editor. Choose one.`);
      }
      if (verdict.authors.includes(input.member)) {
        refuse(
          'verdict.already_author',
          `${successor.name} is an author of this verdict already and may go on with it.`,
        );
      }
      await this.drafts.addAuthor(tx, id, input.member);
      const handed = await this.verdicts.move(tx, verdict, to);
      await this.ledger.record(tx, {
        type: 'verdict.handed_over',
        root: claim.id,
        labels: claimLabels(claim),
        changes: [{ type: 'verdict', id, version: handed.version, after: handed }],
        facts: { to: input.member },
      });
      return handed;
    });
  }
}
