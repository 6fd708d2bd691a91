import type { AppearanceInput, ClaimantInput, ClaimInput } from '#libs/desk';
import { refuse } from '#libs/kernel';
import type { AppearanceBody, ClaimantBody, SubmitClaimBody } from './claims.dto.js';

/** The body of POST claims in the desk's own words. */
export function claimInput(body: SubmitClaimBody): ClaimInput {
  const { quantity, claimant, reportedBy, appearance, origin, ...rest } = body;
  return {
    ...rest,
    origin: origin ?? 'monitoring',
    claimant: claimantInput(claimant, 'claimant'),
    ...(reportedBy ? { reportedBy: claimantInput(reportedBy, 'reportedBy') } : {}),
    ...(quantity
      ? {
          quantity: {
            ...quantity,
            low: quantity.low ?? null,
            high: quantity.high ?? null,
            asOf: quantity.asOf ?? null,
          },
        }
      : {}),
    appearance: appearanceInput(appearance),
  };
}

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
