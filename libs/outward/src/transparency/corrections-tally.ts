import { momentOf } from '../paper/moment.js';
import { field, type State } from '../state.js';
import { type Count, Counter, type Spread, spread } from './counts.js';
import { claimSteps, type ClaimRecord, type Ground, isWithin, publishedIn } from './record.js';
import type { Step } from './transparency-store.js';

export interface CorrectionFigures {
  /** Asked for in the period. */
  readonly requested: number;
  readonly fromReaders: number;
  /** How these stand at the checkpoint. */
  readonly byStatus: readonly Count[];
  readonly byKind: readonly Count[];
  readonly major: number;
  readonly published: number;
  readonly suspended: number;
  /** In days, of those that were decided or published in the period. */
  readonly daysToDecision: Spread;
  readonly daysToPublication: Spread;
  readonly deadlines: {
    readonly correctionsInTime: number;
    readonly correctionsLate: number;
    /** Without a decision at the checkpoint, and past its day. */
    readonly correctionsOverdue: number;
    readonly claimsInTime: number;
    readonly claimsLate: number;
  };
}

const decisions = ['accepted', 'rejected'];
const undecided = ['requested', 'acknowledged'];
const day = 86_400_000;

/** What was asked to be changed, what became of it, how long that took, and whether promised days were kept. */
export class CorrectionsTally {
  private readonly counts = new Counter();
  private readonly statuses = new Counter();
  private readonly kinds = new Counter();
  private readonly toDecision: number[] = [];
  private readonly toPublication: number[] = [];

  constructor(private readonly ground: Ground) {}

  add(record: ClaimRecord): void {
    const { span } = this.ground;
    for (const correction of record.corrections)
      this.correction(
        correction,
        record.steps.filter(({ type, id }) => type === 'correction' && id === correction.id),
      );
    const suspensions = claimSteps(record).filter((step) => step.status === 'suspended' && isWithin(span, step));
    for (const { status } of suspensions) this.counts.add(status);
    this.promise(record);
  }

  private correction(correction: State, steps: readonly Step[]): void {
    const { span, today } = this.ground;
    const [asked] = steps;
    const due = field(correction, 'dueOn');
    if (asked && isWithin(span, asked)) {
      this.counts.add('requested');
      if (correction.fromPublic === true) this.counts.add('fromReaders');
      this.statuses.add(field(correction, 'status'));
    }
    const decided = steps.find(({ status }) => decisions.includes(status));
    if (asked && decided && isWithin(span, decided)) {
      this.toDecision.push((momentOf(decided.at) - momentOf(asked.at)) / day);
      if (due !== '') this.counts.add(decided.at.slice(0, 10) <= due ? 'inTime' : 'late');
      this.kinds.add(decided.status === 'rejected' ? 'rejected' : field(correction, 'kind') || 'none given');
      if (correction.major === true) this.counts.add('major');
    }
    const published = steps.find(({ status }) => status === 'published');
    if (asked && published && isWithin(span, published)) {
      this.counts.add('published');
      this.toPublication.push((momentOf(published.at) - momentOf(asked.at)) / day);
    }
    if (undecided.includes(field(correction, 'status')) && due !== '' && due < today) this.counts.add('overdue');
  }

  /** The day that a claim was assigned for, held against the day of its first publication. */
  private promise(record: ClaimRecord): void {
    const due = field(record.claim, 'dueOn');
    const [first] = publishedIn(record, this.ground.span).filter(({ verdict }) => verdict.number === 1);
    if (due !== '' && first) this.counts.add(first.at.slice(0, 10) <= due ? 'claimsInTime' : 'claimsLate');
  }

  get figures(): CorrectionFigures {
    const of = (what: string): number => this.counts.of(what);
    return {
      requested: of('requested'),
      fromReaders: of('fromReaders'),
      byStatus: this.statuses.all,
      byKind: this.kinds.all,
      major: of('major'),
      published: of('published'),
      suspended: of('suspended'),
      daysToDecision: spread(this.toDecision),
      daysToPublication: spread(this.toPublication),
      deadlines: {
        correctionsInTime: of('inTime'),
        correctionsLate: of('late'),
        correctionsOverdue: of('overdue'),
        claimsInTime: of('claimsInTime'),
        claimsLate: of('claimsLate'),
      },
    };
  }
}
