import type { AppearanceInput, ClaimantInput, ClaimInput, SayingInput } from '#libs/desk';
import { refuse } from '#libs/kernel';
import type { Quantity } from '#libs/factcheck';
import type { SubmitClaimBody } from './claims.dto.js';
import type { AddUtteranceBody, AppearanceBody, ClaimantBody, QuantityBody } from './sayings.dto.js';

/** The body of POST claims in the desk's own words. */
export function claimInput({
  statement,
  kind,
  language,
  origin,
  priority,
  quantity,
  ...saying
}: SubmitClaimBody): ClaimInput {
  return {
    ...sayingInput(saying),
    statement,
    kind,
    language,
    origin: origin ?? 'monitoring',
    ...(priority === undefined ? {} : { priority }),
    ...(quantity ? { quantity: quantityInput(quantity) } : {}),
  };
}

export function sayingInput({ claimant, reportedBy, appearance, ...rest }: AddUtteranceBody): SayingInput {
  return {
    ...rest,
    claimant: claimantInput(claimant, 'claimant'),
    ...(reportedBy ? { reportedBy: claimantInput(reportedBy, 'reportedBy') } : {}),
    appearance: appearanceInput(appearance),
  };
}

/** What is not given is told as null. */
export const quantityInput = ({ low, high, asOf, ...rest }: QuantityBody): Quantity => ({
  ...rest,
  low: low ?? null,
  high: high ?? null,
  asOf: asOf ?? null,
});

function claimantInput({ id, kind, name, disambiguation }: ClaimantBody, field: string): ClaimantInput {
  if (id && !kind && !name) return { id };
  if (!id && kind && name) return { kind, name, ...(disambiguation ? { disambiguation } : {}) };
  return refuse('request.invalid', `${field}: give either an id, or a kind and a name.`, {
    errors: [{ field, message: 'either an id, or a kind and a name' }],
  });
}

function appearanceInput(body: AppearanceBody): AppearanceInput {
  const { article, exact, prefix, suffix, ...elsewhere } = body;
  const isElsewhere = Object.values(elsewhere).some((value) => value !== undefined);
  if (article && exact && !isElsewhere) {
    return { article, exact, ...(prefix ? { prefix } : {}), ...(suffix ? { suffix } : {}) };
  }
  if (!article && !exact && !prefix && !suffix && elsewhere.medium) return { ...elsewhere, medium: elsewhere.medium };
  return refuse(
    'request.invalid',
    'appearance: give an article and the exact quote in it, or a medium (with address, time, excerpt) when it is no text here.',
    {
      errors: [{ field: 'appearance', message: 'article and exact, or medium' }],
    },
  );
}
