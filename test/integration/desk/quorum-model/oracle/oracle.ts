import { ClaimHeard } from './claim.js';
import { judgeBallot, judgeCorrection, judgeDecision, judgePublication } from './judge.js';
import { Rulebook } from './rulebook.js';
import { Staff } from './staff.js';
import type { Change, Demand, Told } from './told.js';
import { Version, wordsOf } from './version.js';

/**
 * Hears the log of one organization, event by event, and says what must not have been: by the words of the rules of
 * practice, and by no function of the product. What it does not know it asks nobody.
 */
export class Oracle {
  readonly staff = new Staff();
  readonly rulebook = new Rulebook();
  readonly claims = new Map<string, ClaimHeard>();
  readonly versions = new Map<string, Version>();
  /** Verdicts that went out, in this order. */
  readonly published: string[] = [];
  readonly wrong: string[] = [];
  position = 0;
  private readonly newestOf = new Map<string, Version>();
  private readonly gatherers = new Map<string, Set<string>>();

  hear(told: Told): void {
    this.position = told.position;
    const demand: Demand = (what, right) => {
      if (!right) this.wrong.push(`${told.type} at ${told.position}: not (${what})`);
    };
    this.staff.hear(told);
    this.staff.judge(told, demand);
    this.rulebook.hear(told, demand);
    this.hearEvidence(told);
    const claim = this.hearClaim(told);
    if (told.type === 'correction.accepted') {
      const verdict = told.changes.find(({ type }) => type === 'correction')?.after.verdict as string;
      judgeCorrection(told, this.versions.get(verdict), demand);
    }
    for (const change of told.changes) if (change.type === 'verdict') this.hearVerdict(told, change, claim, demand);
    if (/^claim\.(dropped|merged|withdrawn)$/.test(told.type))
      demand('its verdict ended with it', !this.newest(told.root)?.isOpen);
    for (const change of told.changes) if (change.type === 'ballot') this.hearBallot(told, change, claim, demand);
  }

  /** The newest version of a claim. */
  newest(claim: string): Version | undefined {
    return this.newestOf.get(claim);
  }

  private hearEvidence({ changes, actor }: Told): void {
    for (const { type, id } of changes) {
      if (type !== 'citation' || actor.member === null) continue;
      this.gatherers.set(id, (this.gatherers.get(id) ?? new Set()).add(actor.member));
    }
  }

  private hearClaim(told: Told): ClaimHeard {
    const claim = this.claims.get(told.root) ?? new ClaimHeard();
    if (told.changes.some(({ type, id }) => type === 'claim' && id === told.root)) this.claims.set(told.root, claim);
    const isReworded = claim.hear(told, told.root);
    const open = this.newest(told.root);
    if (isReworded && open?.isOpen && told.actor.member) open.authors.add(told.actor.member);
    return claim;
  }

  private hearVerdict(told: Told, change: Change, claim: ClaimHeard, demand: Demand): void {
    const { id, after } = change;
    const version = this.versions.get(id) ?? new Version(id, told.root);
    if (!this.versions.has(id)) this.newestOf.set(told.root, version);
    this.versions.set(id, version);
    const member = told.actor.member ?? '';
    const by = (type: string): boolean => told.type === `verdict.${type}`;
    if (by('drafted') || by('edited')) version.authors.add(member);
    if (by('handed_over')) version.authors.add(told.facts.to as string);
    if (by('drafted') || by('edited') || by('submitted') || by('recalled'))
      demand('a person did', told.actor.kind === 'member');
    if (by('submitted')) {
      version.submission = {
        digest: after.digest as string,
        rules: this.rulebook.inForce,
        words: wordsOf(change, claim.words),
        citers: new Set(version.citations.flatMap((one) => [...(this.gatherers.get(one) ?? [])])),
        ballots: new Map(),
        isDecided: false,
      };
      version.pastDigests.push(after.digest as string);
    }
    if (by('objected')) {
      version.submission?.ballots.clear();
      if (version.submission) version.submission.isDecided = false;
    }
    if (by('scheduled')) version.scheduledBy = member;
    const isOut = (by('published') || by('retracted')) && after.status === 'published';
    if (isOut) {
      version.publisher = told.actor.kind === 'system' ? version.scheduledBy : member;
      judgePublication({ told, change, version, claim, staff: this.staff }, demand);
      this.published.push(id);
    }
    if (by('revised') || by('recalled') || (after.status === 'abandoned' && !isOut)) version.submission = undefined;
    version.status = after.status as string;
    version.number = after.number as number;
    version.citations = after.citations as string[];
  }

  private hearBallot(told: Told, change: Change, claim: ClaimHeard, demand: Demand): void {
    const version = this.versions.get(change.after.verdict as string);
    if (!version) return demand('the ballot is on a verdict that there is', false);
    const voter = change.after.voter as string;
    if (told.type === 'ballot.withdrawn') version.submission?.ballots.delete(voter);
    if (told.type !== 'ballot.cast') return;
    const about = { told, change, version, claim, staff: this.staff };
    judgeBallot(about, demand);
    const choice = change.after.choice as string;
    if (choice === 'recuse') version.recused.add(voter);
    version.submission?.ballots.set(voter, choice);
    judgeDecision(about, demand);
  }
}
