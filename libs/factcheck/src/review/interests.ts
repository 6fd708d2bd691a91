import { refusal, type Ruling } from '#libs/kernel';

/** What a person declared about their interests on one claim: that they have none, or one. Silence is neither. */
export const interestDeclarations = ['none', 'one'] as const;
export type InterestDeclaration = (typeof interestDeclarations)[number];

/** Authors, voters, publishers and whoever decides a correction declare first; a declared interest bars them. */
export function interestsRuling(declared: InterestDeclaration | undefined): Ruling {
  if (declared === 'none') return undefined;
  return declared === 'one'
    ? refusal(
        'interests.conflict',
        'You declared an interest on this claim, so you cannot judge or publish it. Ask a colleague who has none.',
      )
    : refusal(
        'interests.undeclared',
        'You have not declared your interests on this claim. Declare that you have none, or which one, and try again.',
      );
}

/** Whoever set the time stands as the publisher, so an interest that they declared since then stops the clock too. */
export const schedulerRuling = (declared: InterestDeclaration | undefined): Ruling =>
  declared === 'one'
    ? refusal(
        'interests.conflict',
        'Whoever scheduled this has declared an interest in the claim since. Another editor may publish or schedule it.',
      )
    : undefined;
