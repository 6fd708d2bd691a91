import { type Refusal, refusal, type Ruling } from '#libs/kernel';
import type { OverrideKind } from '../vocabulary/evidence.js';

/**
 * Whether an editor's word may stand in for what sufficiency misses. No word stands in for evidence as such; and "there
 * is only one relevant source" is said only where exactly one voice counts and independence is what is missing.
 */
export function overrideRuling(kind: OverrideKind, shortfall: Refusal): Ruling {
  if (shortfall.code === 'evidence.empty') return shortfall;
  if (kind === 'other') return undefined;
  const voices = shortfall.facts?.has;
  if (shortfall.code === 'evidence.too_few_independent_sources' && voices === 1) return undefined;
  return refusal(
    'evidence.override_unfit',
    shortfall.code === 'evidence.too_few_independent_sources'
      ? `"single_relevant_source" needs one source that counts; this verdict has ${String(voices)}. Give another reason as "other".`
      : '"single_relevant_source" is about independent sources, and here primary ones are missing. Give another reason as "other".',
  );
}
