import { Refused } from '#libs/kernel';
import { ConfigInvalid } from '#libs/runtime';

/** What went wrong, as a person wants to read it, and the exit code (sysexits.h: 78 is a configuration error). */
export function explain(error: unknown): { sentence: string; code: number } {
  if (error instanceof ConfigInvalid) return { sentence: error.problems.join('\n'), code: 78 };
  if (error instanceof Refused) return { sentence: error.refusal.detail, code: 1 };
  if (error instanceof Error) return { sentence: error.message, code: 1 };
  return { sentence: String(error), code: 1 };
}
