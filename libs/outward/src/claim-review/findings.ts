/** One thing that a reader of ClaimReview would refuse (`error`) or miss (`advice`). */
export interface Finding {
  readonly level: 'error' | 'advice';
  /** Where, as in `reviewRating.worstRating`. */
  readonly property: string;
  /** What is wrong and what to do. */
  readonly detail: string;
}

export type Loose = Readonly<Record<string, unknown>>;

export const error = (property: string, detail: string): Finding => ({ level: 'error', property, detail });
export const advice = (property: string, detail: string): Finding => ({ level: 'advice', property, detail });

export const words = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** An object in it; of several the first. */
export function inside(value: unknown): Loose | undefined {
  if (Array.isArray(value)) return inside(value[0]);
  return typeof value === 'object' && value !== null ? (value as Loose) : undefined;
}

export const each = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
