import { hasRelatedCredential } from '../dossier/verdict-version.js';
import { ratingLabel } from '../registers/scale-labels.js';
import { field, inside, type State } from '../state.js';
import { topicsOf } from './claims-tally.js';
import { addressOf } from './address-of.js';
import { type Count, Counter, type Spread, spread } from './counts.js';
import { type ClaimRecord, type Ground, isWithin, type Published, publishedIn } from './record.js';
import { affiliationsOf, claimantsOf, judgedBy } from './sayers.js';

/** One version that went out: a line of the list of checks. */
export interface Check {
  readonly claim: string;
  readonly verdict: string;
  readonly version: number;
  readonly statement: string;
  readonly language: string;
  readonly rating: string;
  readonly publishedAt: string;
  readonly procedure: string;
  /** The page of record, else our own public page; a path where the newsroom has not said where its pages are. */
  readonly address: string | null;
}

export interface Remarkable {
  readonly claim: string;
  readonly verdict: string;
  readonly told: string;
}

export interface VerdictFigures {
  readonly published: number;
  readonly retractions: number;
  /** Versions after the first of a claim. */
  readonly later: number;
  readonly byRating: readonly Count[];
  readonly byTopic: readonly Count[];
  readonly byClaimant: readonly Count[];
  readonly byAffiliation: readonly Count[];
  readonly byMonth: readonly Count[];
  /** The version in force when each was submitted. */
  readonly byMethodology: readonly Count[];
  readonly sources: SourceFigures;
  readonly review: ReviewFigures;
  readonly overrides: readonly Remarkable[];
  readonly urgent: readonly Remarkable[];
  readonly relatedCredentials: readonly Remarkable[];
}

export interface SourceFigures {
  /** Different sources that a verdict rests on. */
  readonly perVerdict: Spread;
  readonly citations: number;
  readonly primaryCitations: number;
  readonly withPrimary: number;
  readonly withOneSource: number;
  readonly byMode: readonly Count[];
  readonly byStance: readonly Count[];
}

export interface ReviewFigures {
  readonly byQuorum: readonly Count[];
  readonly ballots: readonly Count[];
  readonly withDissent: number;
  readonly sentBack: number;
  /** Published urgently, and the rest of its ballots is hidden still: counted nowhere here. */
  readonly hidden: number;
}

/** What went out: how it was rated, about whom, what it rests on, and who judged it. */
export class VerdictsTally {
  readonly checks: Check[] = [];
  private readonly counts = new Counter();
  private readonly ratings = new Counter();
  private readonly topics = new Counter();
  private readonly claimants = new Counter();
  private readonly affiliations = new Counter();
  private readonly months = new Counter();
  private readonly methods = new Counter();
  private readonly modes = new Counter();
  private readonly stances = new Counter();
  private readonly quorums = new Counter();
  private readonly ballots = new Counter();
  private readonly sourcesOf: number[] = [];
  private readonly overrides: Remarkable[] = [];
  private readonly urgent: Remarkable[] = [];
  private readonly related: Remarkable[] = [];

  constructor(private readonly ground: Ground) {}

  add(record: ClaimRecord): void {
    const { span } = this.ground;
    const sentBack = record.steps.filter((step) => step.status === 'changes_requested' && isWithin(span, step));
    for (const { type } of sentBack) if (type === 'verdict') this.counts.add('sentBack');
    for (const published of publishedIn(record, span)) {
      this.publish(published);
      this.rest(published);
      this.judge(published);
    }
  }

  private publish({ record, verdict, at }: Published): void {
    const label = verdict.outcome === 'retraction' ? 'Retraction' : this.label(verdict);
    this.counts.add(verdict.outcome === 'retraction' ? 'retractions' : 'published');
    if (Number(verdict.number) > 1) this.counts.add('later');
    if (verdict.outcome !== 'retraction') {
      this.ratings.add(label);
      for (const topic of topicsOf(record)) this.topics.add(topic);
      const judged = { ...record, utterances: judgedBy(record, verdict) };
      for (const name of claimantsOf(judged)) this.claimants.add(name);
      for (const name of affiliationsOf(judged)) this.affiliations.add(name);
    }
    this.months.add(at.slice(0, 7));
    this.methods.add(field(verdict, 'methodology') || 'none written');
    this.checks.push({
      claim: record.id,
      verdict: field(verdict, 'id'),
      version: Number(verdict.number),
      statement: record.contents.get(field(verdict, 'digest'))?.statement ?? field(record.claim, 'statement'),
      language: field(record.claim, 'language'),
      rating: label,
      publishedAt: at,
      procedure: field(verdict, 'procedure') || 'standard',
      address: addressOf(record, this.ground.organization),
    });
  }

  private label(verdict: State): string {
    return ratingLabel(verdict, 'en', this.ground.scales) ?? (field(verdict, 'rating') || 'none');
  }

  private rest({ record, verdict }: Published): void {
    const note = (told: string): Remarkable => ({ claim: record.id, verdict: field(verdict, 'id'), told });
    const citations = record.contents.get(field(verdict, 'digest'))?.citations ?? [];
    this.sourcesOf.push(new Set(citations.map(({ source }) => source.id)).size);
    if (citations.some(({ primary }) => primary)) this.counts.add('withPrimary');
    for (const { mode, stance, primary } of citations) {
      this.modes.add(mode);
      this.stances.add(stance);
      this.counts.add(primary ? 'primaryCitations' : 'otherCitations');
    }
    const reason = field(verdict, 'overrideReason');
    if (reason !== '') this.overrides.push(note(`${field(verdict, 'overrideKind') || 'other'}: ${reason}`));
    const rest = inside(verdict, 'rest');
    if (verdict.procedure === 'urgent')
      this.urgent.push(note(`the rest of the ballots: ${field(rest, 'status') || 'none owed'}${lateness(rest)}`));
  }

  private judge({ record, verdict }: Published): void {
    const quorum = inside(verdict, 'quorum');
    this.quorums.add(quorum ? `${field(quorum, 'approvals')} of ${field(quorum, 'of')}` : 'none recorded');
    if (inside(verdict, 'rest')?.status === 'waiting') return this.counts.add('hidden');
    const standing = record.ballots.filter(
      (ballot) => ballot.verdict === verdict.id && ballot.digest === verdict.digest && ballot.voidedAt === null,
    );
    for (const ballot of standing) this.ballots.add(field(ballot, 'choice'));
    if (standing.some(({ choice }) => choice === 'reject')) this.counts.add('withDissent');
    for (const ballot of standing)
      if (hasRelatedCredential(ballot, verdict))
        this.related.push({
          claim: record.id,
          verdict: field(verdict, 'id'),
          told: `ballot ${field(ballot, 'id')} (${field(ballot, 'choice')})`,
        });
  }

  get figures(): VerdictFigures {
    const of = (what: string): number => this.counts.of(what);
    return {
      published: of('published'),
      retractions: of('retractions'),
      later: of('later'),
      byRating: this.ratings.all,
      byTopic: this.topics.all,
      byClaimant: this.claimants.all,
      byAffiliation: this.affiliations.all,
      byMonth: [...this.months.all].sort((a, b) => (a.what < b.what ? -1 : 1)),
      byMethodology: this.methods.all,
      sources: {
        perVerdict: spread(this.sourcesOf),
        citations: of('primaryCitations') + of('otherCitations'),
        primaryCitations: of('primaryCitations'),
        withPrimary: of('withPrimary'),
        withOneSource: this.sourcesOf.filter((count) => count === 1).length,
        byMode: this.modes.all,
        byStance: this.stances.all,
      },
      review: {
        byQuorum: this.quorums.all,
        ballots: this.ballots.all,
        withDissent: of('withDissent'),
        sentBack: of('sentBack'),
        hidden: of('hidden'),
      },
      overrides: this.overrides,
      urgent: this.urgent,
      relatedCredentials: this.related,
    };
  }
}

const lateness = (rest: State | undefined): string => {
  const [due, ended] = [field(rest, 'dueAt'), field(rest, 'endedAt')];
  if (due === '') return '';
  return ended === '' ? `, due ${due}` : `, due ${due}, in ${ended}${ended > due ? ' (LATE)' : ''}`;
};
