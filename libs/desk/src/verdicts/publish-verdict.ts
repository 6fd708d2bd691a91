import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { claimWorkflow, mayDo, mayPublish, ratingOf, stepOrRefuse, verdictWorkflow } from '#libs/factcheck';
import { OrganizationStore } from '#libs/identity';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { type Change, Ledger } from '#libs/ledger';
import { ClaimStore } from '../claims/claim-store.js';
import { BallotStore } from './ballot-store.js';
import { type InterestInput, InterestStore } from './interest-store.js';
import { publishedFacts } from './published-facts.js';
import { VerdictStore } from './verdict-store.js';

/** The stores that publication looks at once more. */
@Injectable()
export class PublishReads {
  constructor(
    readonly ballots: BallotStore,
    readonly organizations: OrganizationStore,
  ) {}
}

/** An approved verdict goes out. The quorum is counted again at the last moment, under the policy that was pinned. */
@Injectable()
export class PublishVerdict {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly verdicts: VerdictStore,
    private readonly interests: InterestStore,
    private readonly reads: PublishReads,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { interests?: InterestInput }, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { verdict, claim } = await this.verdicts.lock(tx, id, expected);
      demand(mayDo(actor, 'verdict.publish'));
      const publisher = actor.member ?? refuse('access.person_needed');
      const to = stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'publish');
      const claimTo = stepOrRefuse('claim', claimWorkflow, claim.status, 'publish');
      const interests = await this.interests.declare(tx, claim.id, publisher, input.interests);
      const policy = await this.reads.organizations.policyVersion(tx, verdict.policy as number);
      const ballots = await this.reads.ballots.on(tx, id, verdict.digest as string);
      demand(mayPublish(publisher, { policy, authors: verdict.authors, ballots, interests: interests.declared }));
      const published = await this.verdicts.move(tx, verdict, to, { published: { by: publisher } });
      const shown = await this.claims.move(tx, claim, claimTo, { publishedVerdict: id });
      const { scale } = await this.reads.organizations.rules(tx);
      const changes: Change[] = [
        { type: 'verdict', id, version: published.version, after: published },
        { type: 'claim', id: claim.id, version: shown.version, after: shown },
        ...interests.changes,
      ];
      await this.ledger.record(tx, {
        type: 'verdict.published',
        root: claim.id,
        policy: policy.version,
        labels: {
          language: claim.language,
          status: shown.status,
          ...(verdict.rating ? { rating: verdict.rating } : {}),
        },
        changes,
        facts: publishedFacts(shown, published, verdict.rating ? ratingOf(scale, verdict.rating) : undefined, scale),
      });
      return published;
    });
  }
}
