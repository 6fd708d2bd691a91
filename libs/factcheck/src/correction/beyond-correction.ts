import { refusal, type Ruling } from '#libs/kernel';
import type { CorrectionKind } from '../vocabulary/judging.js';
import { changedLetters } from './changed-letters.js';

/** So many letters in all may a slip of the pen be away from what was meant. */
export const mostRefiledLetters = 40;

/** A verdict as a correction may change it. */
export interface Corrected {
  readonly outcome: string;
  readonly rating: string | null;
  readonly summary: string;
  readonly rationale: string;
  /** Everything else that was frozen, in one spelling; null where nothing was. */
  readonly ground: string | null;
}

/** Whether a correction may be accepted as this kind. The conclusion of a slip, or where nothing false stood, stays. */
export const correctionKindRuling = (kind: CorrectionKind, major: boolean): Ruling =>
  major && (kind === 'refile' || kind === 'clarification')
    ? refusal(
        'request.invalid',
        `A ${kind} changes neither rating nor conclusion, so it is not major. Accept it as a "correction" or an "update".`,
        { errors: [{ field: 'major', message: `cannot be true for a ${kind}` }] },
      )
    : undefined;

/** Whether a new version stays within what was accepted: readers will be told this kind of change, and no other. */
export function beyondCorrection(
  correction: { readonly kind: CorrectionKind; readonly major: boolean },
  before: Corrected,
  after: Corrected,
): Ruling {
  if (after.outcome === 'retraction')
    return correction.kind === 'refile' ? beyond('A retraction is no slip of the pen.') : undefined;
  if (!correction.major && after.rating !== before.rating)
    return beyond(
      `The rating changes from ${before.rating} to ${after.rating}, and the accepted correction is not major.`,
    );
  return correction.kind === 'refile' ? moreThanASlip(before, after) : undefined;
}

/** Small text only. Numbers stay: another number is another fact. */
function moreThanASlip(before: Corrected, after: Corrected): Ruling {
  if (before.ground !== null && before.ground !== after.ground)
    return beyond('A refile changes summary and rationale alone; evidence, dates, utterances or scale differ here.');
  const texts = [
    [before.summary, after.summary],
    [before.rationale, after.rationale],
  ] as const;
  if (texts.some(([was, is]) => numbersIn(was) !== numbersIn(is)))
    return beyond('A refile leaves every number as it is.');
  let left = mostRefiledLetters;
  for (const [was, is] of texts) {
    const changed = changedLetters(was, is, left);
    if (changed === undefined) return beyond(`A refile changes ${mostRefiledLetters} letters at the most.`);
    left -= changed;
  }
  return undefined;
}

const numbersIn = (text: string): string => (text.match(/\p{Nd}+/gu) ?? []).join(' ');

const beyond = (why: string): Ruling =>
  refusal(
    'verdict.beyond_correction',
    `${why} Undo that, or abandon this version and have a correction of another kind accepted.`,
  );
