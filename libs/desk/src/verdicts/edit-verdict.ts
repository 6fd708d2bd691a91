import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels, type ClaimState } from '../claims/claim-state.js';
import { VerdictGrounds, type VerdictInput } from './verdict-grounds.js';
import { VerdictDrafts } from './verdict-drafts.js';
import type { VerdictState } from './verdict-state.js';
import { VerdictStore } from './verdict-store.js';

export type VerdictEdit = Partial<VerdictInput>;

/** A draft is written over by one of its authors or the assignee, who is an author of it from then on. */
@Injectable()
export class EditVerdict {
  constructor(
    private readonly transaction: Transaction,
    private readonly verdicts: VerdictStore,
    private readonly drafts: VerdictDrafts,
    private readonly grounds: VerdictGrounds,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: VerdictEdit, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { verdict, claim } = await this.verdicts.lock(tx, id, expected);
      demand(mayDo(actor, 'verdict.edit'));
      const author = demandWriter(actor, verdict, claim);
      demandDraft(verdict);
      if (input.rating !== undefined && verdict.outcome === 'retraction') {
        refuse('request.invalid', 'A retraction has no rating.', {
          errors: [{ field: 'rating', message: 'a retraction has none' }],
        });
      }
      const { precedents, ...change } = input;
      const edited = await this.drafts.rewrite(
        tx,
        verdict,
        {
          ...change,
          ...(input.rating ? { scale: await this.grounds.scaleWith(tx, input.rating) } : {}),
          ...(input.citations ? { citations: await this.grounds.citationsOf(tx, claim.id, input.citations) } : {}),
          ...(input.utterances ? { utterances: await this.grounds.utterancesOf(tx, claim.id, input.utterances) } : {}),
          ...(precedents ? { precedents: await this.grounds.precedentsOf(tx, precedents) } : {}),
        },
        author,
      );
      await this.ledger.record(tx, {
        type: 'verdict.edited',
        root: claim.id,
        labels: claimLabels(claim),
        changes: [{ type: 'verdict', id, version: edited.version, after: edited }],
        facts: { fields: fieldsOf(input) },
      });
      return edited;
    });
  }
}

const fieldsOf = (input: VerdictEdit): string[] =>
  Object.entries(input)
    .flatMap(([field, value]) => (value === undefined ? [] : [field]))
    .sort();

function demandWriter(actor: Actor, verdict: VerdictState, claim: ClaimState): string {
  const member = actor.member ?? refuse('access.person_needed');
  if (!verdict.authors.includes(member) && claim.assignee !== member) {
    refuse(
      'verdict.not_author',
      'Its authors and the researcher this claim is assigned to edit a draft. Ask an editor to hand it over to you.',
    );
  }
  return member;
}

function demandDraft(verdict: VerdictState): void {
  if (verdict.status === 'draft') return;
  const first: Partial<Record<VerdictState['status'], string>> = {
    in_review: 'Recall it first.',
    changes_requested: 'Revise it first.',
    approved: 'Revise it first.',
    scheduled: 'Unschedule and revise it first.',
  };
  refuse(
    'verdict.wrong_state',
    `Only a draft is edited; this verdict is ${verdict.status.replaceAll('_', ' ')}. ${first[verdict.status] ?? 'Draft a new version.'}`,
    { facts: { state: verdict.status, action: 'edit' } },
  );
}
