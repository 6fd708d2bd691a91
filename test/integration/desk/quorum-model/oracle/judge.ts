import type { ClaimHeard } from './claim.js';
import type { Staff } from './staff.js';
import type { Change, Demand, Told } from './told.js';
import { type Submission, type Version, wordsOf } from './version.js';

/** One event that votes or publishes, and what was heard until then. */
interface About {
  readonly told: Told;
  readonly change: Change;
  readonly version: Version;
  readonly claim: ClaimHeard;
  readonly staff: Staff;
}

/** DESIGN §3, DESK §3: a reviewer or editor, by themselves, once, on these very words, who has no part in them. */
export function judgeBallot({ told, change, version, claim, staff }: About, demand: Demand): void {
  const { actor } = told;
  const { voter, choice, digest } = change.after as { voter: string; choice: string; digest: string };
  demand('a person voted', actor.kind === 'member');
  demand('the ballot is of whoever cast it', voter === actor.member);
  demand('the voter judges', staff.has(voter, 'reviewer', 'editor'));
  const { submission } = version;
  if (!submission || submission.isDecided) return demand('there was something to decide', false);
  demand('the ballot is on what is in review', digest === submission.digest);
  demand('no author voted', !version.authors.has(voter));
  demand('one ballot a person', !submission.ballots.has(voter));
  demand('nobody came back who stepped aside', !version.recused.has(voter));
  demand('an interest bars', choice === 'recuse' || claim.interests.get(voter) === 'none');
  demand('gatherers kept out', submission.rules.citationAuthorsMayVote || !submission.citers.has(voter));
}

/** A ballot that decides: the quorum of the policy at submission, and nothing less. */
export function judgeDecision({ told, version, claim }: About, demand: Demand): void {
  const decided = told.changes.find(({ type, id }) => type === 'verdict' && id === version.id);
  if (!decided || !version.submission) return;
  version.submission.isDecided = true;
  if (decided.after.status === 'approved') demandQuorum(version, version.submission, claim, demand);
}

/** What stands at the moment when it goes out. */
export function judgePublication({ told, change, version, claim, staff }: About, demand: Demand): void {
  const { submission } = version;
  if (!submission) return demand('it was in review', false);
  demand('it was decided', submission.isDecided);
  demand('it was on its way', version.status === 'approved' || version.status === 'scheduled');
  demandQuorum(version, submission, claim, demand);
  const rejected = version.voters('reject').filter((voter) => claim.interests.get(voter) !== 'one').length;
  const { approvals, of } = submission.rules.quorum;
  demand('it was not sent back', rejected < of - approvals + 1);
  demand('the digest is that of the ballots', change.after.digest === submission.digest);
  demand('the words are those that were judged', wordsOf(change, claim.words) === submission.words);
  demand('the policy is that of the submission', change.after.policy === submission.rules.version);
  demand('the event names that policy', told.policy === submission.rules.version);
  demandPublisher(told, version, submission, claim, staff, demand);
  demand('nothing was on hold', claim.held === null);
  demand('the claim waited for this', isAwaited(change, claim));
}

/** A first verdict of what is checked; a next one by an accepted correction; a notice for what is out. */
function isAwaited({ after }: Change, { was, correction }: ClaimHeard): boolean {
  if (after.outcome === 'retraction') return was === 'published' || was === 'suspended';
  return was === 'checking' || (was === 'published' && correction?.status === 'accepted');
}

/** Whoever wrote, approved or published it does not decide whether it must be corrected. */
export function judgeCorrection({ actor }: Told, version: Version | undefined, demand: Demand): void {
  const decider = actor.member ?? '';
  demand('a person decided the correction', actor.kind === 'member');
  if (!version) return demand('something was published', false);
  const involved = [...version.authors, ...version.approvers(), version.publisher];
  demand('somebody uninvolved decided the correction', !involved.includes(decider));
}

function demandQuorum(version: Version, { rules }: Submission, claim: ClaimHeard, demand: Demand): void {
  const counted = version
    .approvers()
    .filter((voter) => !version.authors.has(voter) && claim.interests.get(voter) !== 'one');
  demand(`${rules.quorum.approvals} approve`, counted.length >= rules.quorum.approvals);
}

function demandPublisher(
  { actor }: Told,
  { publisher, scheduledBy, status, authors }: Version,
  { rules }: Submission,
  { interests }: ClaimHeard,
  staff: Staff,
  demand: Demand,
): void {
  if (actor.kind === 'system') {
    demand('the clock publishes what a person scheduled', status === 'scheduled' && scheduledBy !== null);
  } else {
    demand('a person published', actor.kind === 'member');
    demand('an editor published', staff.has(actor.member, 'editor'));
  }
  demand('the publisher has no interest', interests.get(publisher ?? '') === 'none');
  demand('no author published', rules.authorMayPublish || !authors.has(publisher ?? ''));
}
