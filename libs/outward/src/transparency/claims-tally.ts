import { momentOf } from '../paper/moment.js';
import { type Stage, stages, type Move, staysOf, type ClaimStatus, type VerdictStatus } from '#libs/factcheck';
import { field } from '../state.js';
import { type Count, Counter, type Spread, spread } from './counts.js';
import { claimSteps, type ClaimRecord, type Ground, isWithin, publishedIn } from './record.js';
import { affiliationsOf } from './sayers.js';

export interface ClaimFigures {
  /** Claims that came in, without the archive. */
  readonly submitted: number;
  readonly fromArchive: number;
  readonly byOrigin: readonly Count[];
  readonly byTopic: readonly Count[];
  readonly accepted: number;
  readonly selectedFor: readonly Count[];
  /** Declined or dropped, and so they stand at the checkpoint. */
  readonly declined: number;
  readonly declinedBecause: readonly Count[];
  readonly withdrawn: number;
  readonly duplicates: number;
  readonly reopened: number;
  readonly balance: readonly BalanceRow[];
  readonly stages: readonly StageTime[];
}

/** Counts for one affiliation at claim time, side by side: what to make of them is the reader's affair. */
export interface BalanceRow {
  readonly affiliation: string;
  readonly submitted: number;
  readonly accepted: number;
  readonly declined: number;
  readonly published: number;
  readonly selectedFor: readonly Count[];
}

/** Stays that ended in the period, in seconds. */
export interface StageTime {
  readonly stage: Stage;
  readonly stays: Spread;
}

type Side = 'submitted' | 'accepted' | 'declined' | 'published';

/** What came in, what was chosen and why, what was not, and where the time went. */
export class ClaimsTally {
  private readonly counts = new Counter();
  private readonly origins = new Counter();
  private readonly topics = new Counter();
  private readonly selected = new Counter();
  private readonly declined = new Counter();
  private readonly sides = new Map<string, { counts: Counter; reasons: Counter }>();
  private readonly seconds = new Map<Stage, number[]>(stages.map((stage) => [stage, []]));

  constructor(private readonly ground: Ground) {}

  add(record: ClaimRecord): void {
    const { span } = this.ground;
    const { claim } = record;
    const own = claimSteps(record);
    const within = own.filter((step) => isWithin(span, step));
    const last = within.at(-1);
    const stands = (status: string): boolean => last?.status === status && claim.status === status;
    const first = own[0];
    if (first && isWithin(span, first)) this.enter(record, first.status === 'published');
    if (within.some(({ status }) => status === 'accepted')) this.accept(record);
    if (stands('declined')) {
      this.count(record, 'declined');
      this.declined.add(field(claim, 'closingReason') || 'none given');
    }
    if (stands('withdrawn')) this.counts.add('withdrawn');
    if (stands('duplicate')) this.counts.add('duplicates');
    if (within.some((step) => step.status === 'submitted' && step !== first)) this.counts.add('reopened');
    if (publishedIn(record, span).length > 0) this.count(record, 'published');
    this.time(record);
  }

  private enter(record: ClaimRecord, isArchive: boolean): void {
    if (isArchive) return this.counts.add('archive');
    this.count(record, 'submitted');
    this.origins.add(field(record.claim, 'origin') || 'none given');
    for (const topic of topicsOf(record)) this.topics.add(topic);
  }

  private accept(record: ClaimRecord): void {
    const reason = field(record.claim, 'selectionReason') || 'none given';
    this.count(record, 'accepted');
    this.selected.add(reason);
    for (const affiliation of affiliationsOf(record)) this.side(affiliation).reasons.add(reason);
  }

  private count(record: ClaimRecord, what: Side): void {
    this.counts.add(what);
    for (const affiliation of affiliationsOf(record)) this.side(affiliation).counts.add(what);
  }

  private side(affiliation: string): { counts: Counter; reasons: Counter } {
    const known = this.sides.get(affiliation);
    if (known) return known;
    const made = { counts: new Counter(), reasons: new Counter() };
    this.sides.set(affiliation, made);
    return made;
  }

  private time(record: ClaimRecord): void {
    const moves = record.steps
      .filter(({ type }) => type !== 'correction')
      .map(({ type, at, status }): Move =>
        type === 'claim' ? { at, claim: status as ClaimStatus } : { at, verdict: status as VerdictStatus },
      );
    const began = record.steps.filter((step) => isWithin(this.ground.span, step)).map(({ at }) => at);
    const [from] = began;
    for (const stay of staysOf(moves)) {
      if (stay.until === null || from === undefined || stay.until < from) continue;
      this.seconds.get(stay.stage)?.push((momentOf(stay.until) - momentOf(stay.from)) / 1_000);
    }
  }

  get figures(): ClaimFigures {
    const of = (what: string): number => this.counts.of(what);
    return {
      submitted: of('submitted'),
      fromArchive: of('archive'),
      byOrigin: this.origins.all,
      byTopic: this.topics.all,
      accepted: of('accepted'),
      selectedFor: this.selected.all,
      declined: of('declined'),
      declinedBecause: this.declined.all,
      withdrawn: of('withdrawn'),
      duplicates: of('duplicates'),
      reopened: of('reopened'),
      balance: this.balance(),
      stages: stages.map((stage) => ({ stage, stays: spread(this.seconds.get(stage) ?? []) })),
    };
  }

  private balance(): BalanceRow[] {
    return [...this.sides]
      .map(([affiliation, { counts, reasons }]) => ({
        affiliation,
        submitted: counts.of('submitted'),
        accepted: counts.of('accepted'),
        declined: counts.of('declined'),
        published: counts.of('published'),
        selectedFor: reasons.all,
      }))
      .sort(
        (a, b) => b.submitted - a.submitted || b.published - a.published || (a.affiliation < b.affiliation ? -1 : 1),
      );
  }
}

export const topicsOf = ({ claim }: ClaimRecord): readonly string[] =>
  Array.isArray(claim.topics) && claim.topics.length > 0 ? claim.topics.map(String) : ['none'];
