import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import {
  claimWorkflow,
  correctionWorkflow,
  countable,
  holdRuling,
  type InterestDeclaration,
  interestsRuling,
  mayPublish,
  nextState,
  type Quorum,
  schedulerRuling,
  stepOrRefuse,
  verdictWorkflow,
  wrongState,
} from '#libs/factcheck';
import { OrganizationStore, ScaleStore } from '#libs/identity';
import type { Ruling } from '#libs/kernel';
import { type Change, Ledger, type NewEvent } from '#libs/ledger';
import { claimLabels, type ClaimState } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import type { CorrectionState } from '../corrections/correction-state.js';
import { CorrectionStore } from '../corrections/correction-store.js';
import { BallotStore } from './ballot-store.js';
import { InterestStore } from './interest-store.js';
import { publishedFacts, type Rated } from './published-facts.js';
import { RestOfBallots } from './rest-of-ballots.js';
import type { VerdictState } from './verdict-state.js';
import { VerdictStore } from './verdict-store.js';

/** The stores that publication looks at once more. */
@Injectable()
export class PublishReads {
  constructor(
    readonly ballots: BallotStore,
    readonly interests: InterestStore,
    readonly organizations: OrganizationStore,
    readonly scales: ScaleStore,
    readonly rest: RestOfBallots,
  ) {}
}

/** Who publishes: an editor with what they declared; or the clock, for the editor who scheduled it and was asked then. */
export interface Publisher {
  /** null for the clock: it has no part in anything. */
  readonly asked: string | null;
  readonly declared?: InterestDeclaration | undefined;
  readonly named: string | null;
  readonly liftedBecause?: string;
  readonly changes?: readonly Change[];
}

interface Pair {
  readonly verdict: VerdictState;
  readonly claim: ClaimState;
}

/** How a verdict goes out, whoever asks for it: an editor, or the clock. Under the claim's lock. */
@Injectable()
export class Publication {
  constructor(
    private readonly claims: ClaimStore,
    private readonly verdicts: VerdictStore,
    private readonly corrections: CorrectionStore,
    private readonly reads: PublishReads,
    private readonly ledger: Ledger,
  ) {}

  /** Whether it may go out now: the claim's state, and the quorum counted again under the policy that was pinned. */
  async ruling(tx: Tx, { verdict, claim }: Pair, publisher: Publisher): Promise<Ruling> {
    const action = claimAction(verdict, claim);
    if (!nextState(claimWorkflow, claim.status, action)) {
      return wrongState('claim', claimWorkflow, claim.status, action);
    }
    const held = holdRuling(claim.hold);
    if (held) return held;
    // Before the ballots: whoever also voted would else read that the quorum is gone, and not why.
    if (publisher.declared === 'one') return interestsRuling('one');
    const { policy, authors, ballots, interests } = await this.judged(tx, { verdict, claim });
    const stopped = publisher.asked === null ? schedulerRuling(interests.get(publisher.named ?? '')) : undefined;
    if (stopped) return stopped;
    const quorum = verdict.quorum as Quorum;
    return mayPublish(publisher.asked, { policy, quorum, authors, ballots, interests: publisher.declared });
  }

  private async judged(tx: Tx, { verdict, claim }: Pair) {
    const policy = await this.reads.organizations.policyVersion(tx, verdict.policy as number);
    const standing = await this.reads.ballots.on(tx, verdict.id, verdict.digest as string);
    const interests = await this.reads.interests.ofClaim(tx, claim.id);
    const authors = (await this.verdicts.authors(tx, verdict.id)).map(({ member }) => member);
    return { policy, authors, ballots: countable(standing, { authors, interests }), interests };
  }

  /** What stood before is superseded or retracted, an accepted correction is carried out, and one event tells. */
  async write(tx: Tx, { verdict, claim }: Pair, publisher: Publisher): Promise<VerdictState> {
    const to = stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'publish');
    const claimTo = stepOrRefuse('claim', claimWorkflow, claim.status, claimAction(verdict, claim));
    const [correction, firstAt, standing] = [
      await this.corrections.accepted(tx, claim.id),
      await this.verdicts.firstPublishedAt(tx, claim.id),
      await this.verdicts.published(tx, claim.id),
    ];
    const end = verdict.outcome === 'retraction' ? 'retract' : 'supersede';
    const ended =
      standing &&
      (await this.verdicts.move(tx, standing, stepOrRefuse('verdict', verdictWorkflow, standing.status, end)));
    if (verdict.rest) {
      const { policy, ballots } = await this.judged(tx, { verdict, claim });
      await this.reads.rest.begin(tx, verdict, ballots, policy);
    }
    const published = await this.verdicts.move(tx, verdict, to, {
      published: {
        by: publisher.named,
        ...(correction ? { correction: correction.id } : {}),
        ...(publisher.liftedBecause ? { liftedBecause: publisher.liftedBecause } : {}),
      },
    });
    const shown = await this.claims.move(tx, claim, claimTo, { publishedVerdict: verdict.id });
    const carriedOut =
      correction &&
      (await this.corrections.move(
        tx,
        correction,
        stepOrRefuse('correction', correctionWorkflow, correction.status, 'publish'),
        { newVerdict: verdict.id },
      ));
    const previous = ended && (await this.rated(tx, ended));
    const labels = {
      ...claimLabels(shown),
      ...(verdict.rating ? { rating: verdict.rating } : {}),
    };
    const event: NewEvent = {
      type: verdict.outcome === 'retraction' ? 'verdict.retracted' : 'verdict.published',
      root: claim.id,
      policy: verdict.policy as number,
      labels,
      changes: [
        { type: 'verdict', id: published.id, version: published.version, after: published },
        ...(ended ? [{ type: 'verdict' as const, id: ended.id, version: ended.version, after: ended }] : []),
        { type: 'claim', id: claim.id, version: shown.version, after: shown },
        ...(publisher.changes ?? []),
      ],
      facts: publishedFacts(shown, await this.rated(tx, published), {
        ...(firstAt ? { firstAt } : {}),
        ...(previous ? { previous } : {}),
        ...(carriedOut ? { correction: carriedOut } : {}),
      }),
    };
    // Two events, because two kinds of readers follow two things: every version of a verdict, and every correction.
    await this.ledger.recordMany(tx, carriedOut ? [event, correctionEvent(carriedOut, published, labels)] : [event]);
    return published;
  }

  private async rated(tx: Tx, verdict: VerdictState): Promise<Rated> {
    return { verdict, scale: await this.reads.scales.version(tx, verdict.scale.code, verdict.scale.version) };
  }
}

const correctionEvent = (
  correction: CorrectionState,
  verdict: VerdictState,
  labels: NonNullable<NewEvent['labels']>,
): NewEvent => ({
  type: 'correction.published',
  root: verdict.claim,
  policy: verdict.policy as number,
  labels,
  changes: [{ type: 'correction', id: correction.id, version: correction.version, after: correction }],
  facts: {
    claim: verdict.claim,
    kind: correction.kind,
    major: correction.major,
    note: correction.note,
    version: verdict.number,
  },
});

const claimAction = (verdict: VerdictState, claim: ClaimState): 'publish' | 'correct' | 'retract' => {
  if (verdict.outcome === 'retraction') return 'retract';
  return claim.status === 'checking' ? 'publish' : 'correct';
};
