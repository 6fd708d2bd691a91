import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import {
  type Ballot,
  type BallotChoice,
  countable,
  mayDo,
  mayVote,
  type Outcome,
  type Quorum,
  type RatingScale,
  restRuling,
  stepOrRefuse,
  tally,
  verdictWorkflow,
} from '#libs/factcheck';
import { OrganizationStore, ScaleStore } from '#libs/identity';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger, type NewEvent } from '#libs/ledger';
import { claimLabels, type ClaimState } from '../claims/claim-state.js';
import { CitationStore } from '../evidence/citation-store.js';
import { BallotStore } from './ballot-store.js';
import { demandRating } from './demand-rating.js';
import { type InterestInput, type Interests, InterestStore } from './interest-store.js';
import { RestOfBallots } from './rest-of-ballots.js';
import { citationAuthors } from './submit-verdict.js';
import { withStandingInterest } from './standing-interest.js';
import type { VerdictState } from './verdict-state.js';
import { VerdictStore } from './verdict-store.js';

export interface BallotInput {
  readonly choice: BallotChoice;
  /** The digest of the version that was read. */
  readonly digest: string;
  readonly comment?: string;
  readonly reason?: string;
  readonly suggestedRating?: string;
  readonly interests?: InterestInput;
}

/** The stores that judge who may vote on what. */
@Injectable()
export class BallotReads {
  constructor(
    readonly citations: CitationStore,
    readonly organizations: OrganizationStore,
    readonly scales: ScaleStore,
    readonly rest: RestOfBallots,
  ) {}
}

interface Pair {
  readonly verdict: VerdictState;
  readonly claim: ClaimState;
}

interface Judged {
  readonly verdict: VerdictState;
  readonly outcome: Outcome;
  /** Of an urgent publication that owes nothing any more. */
  readonly ended?: NewEvent | undefined;
}

/** One member's judgement on one frozen verdict. The ballot that completes the quorum decides it. */
@Injectable()
export class CastBallot {
  constructor(
    private readonly transaction: Transaction,
    private readonly verdicts: VerdictStore,
    private readonly ballots: BallotStore,
    private readonly interests: InterestStore,
    private readonly reads: BallotReads,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: BallotInput): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { verdict, claim } = await this.verdicts.lock(tx, id);
      demand(mayDo(actor, 'ballot.cast'));
      const voter = actor.member ?? refuse('access.person_needed');
      const interests = await this.interests.declare(tx, claim.id, voter, input.interests);
      return withStandingInterest({ tx, ledger: this.ledger, claim }, interests, () =>
        this.cast(tx, { verdict, claim }, { ...input, voter }, interests),
      );
    });
  }

  private async cast(
    tx: Tx,
    { verdict, claim }: Pair,
    input: BallotInput & { readonly voter: string },
    interests: Interests,
  ): Promise<SubjectState> {
    const { id } = verdict;
    const { voter } = input;
    stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'ballot');
    const isLate = verdict.status === 'published';
    if (isLate) demand(restRuling(verdict.rest));
    demandSameDigest(verdict, input.digest);
    demandWords(input);
    if (input.suggestedRating !== undefined)
      demandSuggestion(input, await this.reads.scales.version(tx, verdict.scale.code, verdict.scale.version));
    const standing = await this.ballots.on(tx, id, input.digest);
    const hands = {
      authors: await this.verdicts.authors(tx, id),
      citationAuthors: citationAuthors(await this.reads.citations.ofVerdict(tx, id), verdict.submittedAt as string),
    };
    const policy = await this.reads.organizations.policyVersion(tx, verdict.policy as number);
    const facts = {
      policy,
      ballots: standing,
      recused: await this.ballots.recused(tx, id),
      interests: interests.declared,
    };
    // Whoever steps aside may do so whatever their interest is: that is what recusal is for.
    demand(mayVote(voter, hands, input.choice === 'recuse' ? { ...facts, interests: 'none' } : facts));
    const ballot = await this.ballots.add(tx, { ...input, verdict: id });
    const counted = countable([...standing, { voter, choice: input.choice }], {
      authors: hands.authors.map(({ member }) => member),
      interests: await this.interests.ofClaim(tx, claim.id),
    });
    const {
      verdict: judged,
      outcome,
      ended,
    } = isLate
      ? await this.late(tx, { verdict, claim }, counted, input.choice)
      : await this.decided(tx, verdict, counted);
    const cast: NewEvent = {
      type: 'ballot.cast',
      root: claim.id,
      policy: policy.version,
      labels: claimLabels(claim),
      changes: [
        { type: 'ballot', id: ballot.id, version: 1, after: ballot },
        ...(judged.version === verdict.version || ended
          ? []
          : [{ type: 'verdict' as const, id, version: judged.version, after: judged }]),
        ...interests.changes,
      ],
      facts: { outcome },
    };
    // The ballots are the desk's own; what readers are told of what is published is another event.
    await this.ledger.recordMany(tx, ended ? [cast, ended] : [cast]);
    return { ...ballot, outcome, verdictStatus: judged.status };
  }

  private async decided(tx: Tx, verdict: VerdictState, counted: readonly Ballot[]): Promise<Judged> {
    const outcome = tally(counted, verdict.quorum as Quorum);
    if (outcome === 'undecided') return { verdict, outcome };
    const to = stepOrRefuse('verdict', verdictWorkflow, verdict.status, outcome);
    return { verdict: await this.verdicts.move(tx, verdict, to), outcome };
  }

  private async late(tx: Tx, pair: Pair, counted: readonly Ballot[], choice: BallotChoice): Promise<Judged> {
    const outcome = tally(counted, pair.verdict.rest?.quorum as Quorum);
    return { ...(await this.reads.rest.judge(tx, pair, counted, choice)), outcome };
  }
}

function demandSameDigest(verdict: VerdictState, digest: string): void {
  if (verdict.digest !== digest) {
    refuse(
      'verdict.digest_mismatch',
      'Your ballot names another version of this verdict than the one in review. Read it again, then vote.',
      {
        facts: { digest: verdict.digest },
      },
    );
  }
}

function demandWords(input: BallotInput): void {
  if (input.choice === 'reject' && !input.comment) {
    refuse('ballot.comment_needed', 'Say in a comment what would have to change.', {
      errors: [{ field: 'comment', message: 'is needed to reject' }],
    });
  }
  if (input.choice === 'recuse' && !input.reason) {
    refuse('ballot.reason_needed', 'Say why you step aside.', {
      errors: [{ field: 'reason', message: 'is needed to recuse' }],
    });
  }
}

/** A rejection may name the rating that its voter would give, on the scale that the verdict was rated on. */
function demandSuggestion({ choice, suggestedRating: code }: BallotInput, scale: RatingScale): void {
  if (choice !== 'reject') {
    refuse('request.invalid', 'suggestedRating: only a rejection names another rating. Leave it out.', {
      errors: [{ field: 'suggestedRating', message: 'only with the choice reject' }],
    });
  }
  demandRating(scale, code as string);
}
