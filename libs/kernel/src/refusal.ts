import { type RefusalCode, refusalTitles } from './refusal-codes.js';

/** One field of the input and what is wrong with it. `field` is a path such as `appearance.exact`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** A no: a stable code, one sentence that names the missing fact and says what to do next. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** Facts a program can use: candidates, counts, the current version. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** What a rule answers: a refusal, or nothing when there is nothing against it. */
export type Ruling = Refusal | undefined;

export const refusal = (
  code: RefusalCode,
  detail: string = refusalTitles[code],
  more: { errors?: readonly FieldError[]; facts?: Readonly<Record<string, unknown>> } = {},
): Refusal => ({ code, detail, ...more });

/** Carries a refusal out of a verb; the transaction around it rolls back. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(`${refusal.code}: ${refusal.detail}`);
    this.name = 'Refused';
  }
}

/** Ends the verb here if the rule said no. */
export function demand(ruling: Ruling): void {
  if (ruling) throw new Refused(ruling);
}

export function refuse(...args: Parameters<typeof refusal>): never {
  throw new Refused(refusal(...args));
}
