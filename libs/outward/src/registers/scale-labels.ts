import { type RatingScale, ratingOf } from '#libs/factcheck';
import { labelIn } from '../label-in.js';

type State = Readonly<Record<string, unknown>>;

/** In the language of the claim, else in English, else in the first language there is; nothing without a rating. */
export function ratingLabel(
  verdict: State | undefined,
  language: string,
  scales: readonly RatingScale[],
): string | undefined {
  const named = verdict?.scale as { code?: unknown; version?: unknown } | undefined;
  const scale = scales.find(({ code, version }) => code === named?.code && version === named.version);
  const labels = scale && ratingOf(scale, typeof verdict?.rating === 'string' ? verdict.rating : '')?.labels;
  return labels && labelIn(labels, language);
}
