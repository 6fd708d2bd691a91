import type { EventType } from '../event-types.js';
import { inWords, type Phrase, type Told } from './told.js';

const choices: Readonly<Record<string, string>> = {
  approve: 'approved the verdict',
  reject: 'rejected the verdict',
  recuse: 'stepped aside from judging the verdict',
};
const ends: Readonly<Record<string, string>> = {
  complete: 'completed the ballots that the urgent verdict owed',
  refused: 'refused the urgent verdict after it was published',
};
const decisions: Readonly<Record<string, string>> = {
  approve: ', which decided it: approved',
  requestChanges: ', which decided it: changes are requested',
};

/** How a ballot was cast stays untold until its reader may know; that it decided shows in the verdict anyway. */
function castBallot(told: Told): string {
  const choice = told.ballotIsOpen ? choices[told.of('ballot', 'choice') ?? ''] : undefined;
  return `${choice ?? 'cast a ballot on the verdict'}${told.version}${decisions[told.fact('outcome') ?? ''] ?? ''}`;
}

const rated = (told: Told): string => {
  const rating = told.of('verdict', 'rating');
  return rating ? ` as "${inWords(rating)}"` : '';
};

/** Verdicts, ballots, and what follows publication. */
export const judging = {
  'verdict.drafted': (told) =>
    told.fact('outcome') === 'retraction' ? `drafted a retraction${told.version}` : `drafted a verdict${told.version}`,
  'verdict.edited': (told) => `edited the verdict${told.version}`,
  'verdict.submitted': (told) =>
    `handed the verdict${told.version} to review${told.fact('overridden') ? ', with less evidence than the policy asks for' : ''}`,
  'verdict.handed_over': (told) => `handed the verdict${told.version} over to ${told.member(told.fact('to'))}`,
  'verdict.recalled': (told) => `recalled the verdict${told.version} from review`,
  'verdict.revised': (told) => `took the verdict${told.version} back to revise it`,
  'verdict.objected': (told) => `objected to the verdict${told.version}, which went back to review`,
  'verdict.scheduled': (told) =>
    `scheduled the verdict${told.version} for ${told.of('verdict', 'scheduledFor') ?? 'later'}`,
  'verdict.unscheduled': (told) => `took the verdict${told.version} off its schedule`,
  'verdict.abandoned': (told) => `abandoned the verdict${told.version}`,
  'verdict.imported': (told) => `brought in a verdict that was decided before Claimdesk${rated(told)}, without ballots`,
  'verdict.published': (told) =>
    `published the verdict${told.version}${rated(told)}${told.fact('procedure') === 'urgent' ? ', urgently' : ''}`,
  'verdict.retracted': (told) => `retracted what was published${told.version}`,
  'verdict.review_ended': (told) =>
    `${ends[told.fact('rest') ?? ''] ?? 'ended the review of the verdict'}${told.version}`,
  'ballot.cast': castBallot,
  'ballot.withdrawn': (told) => `withdrew their ballot on the verdict${told.version}`,
  'publication.set': () => 'set the page of record',
  'correction.requested': () => 'asked for a correction',
  'correction.acknowledged': (told) =>
    told.fact('fromPublic') === 'true'
      ? 'took in a correction that a reader asked for'
      : 'acknowledged the request for a correction',
  'correction.accepted': (told) =>
    `accepted the request for a correction (${inWords(told.fact('kind') ?? 'of no kind')})`,
  'correction.rejected': () => 'rejected the request for a correction',
  'correction.appealed': () => 'appealed against the rejection of a correction',
  'correction.published': (told) => `published the correction (${inWords(told.fact('kind') ?? 'of no kind')})`,
} as const satisfies Partial<Record<EventType, Phrase>>;
