import { type Refusal, refusal, type Ruling } from '#libs/kernel';
import type { Policy } from '../verdict/default-policy.js';
import { listed, shortfalls } from './shortfalls.js';
import { counts, type SufficiencyCitation, voiceOf } from './voices.js';

type SufficiencyPolicy = Pick<Policy, 'minIndependentSources' | 'minPrimarySources'>;

/**
 * Whether these citations carry a verdict under this policy. Citations with one root of `derivesFrom` are one voice, and
 * so are two of one source; off-the-record, background and unnamed material is none. An override is the verb's affair.
 */
export function sufficiency(citations: readonly SufficiencyCitation[], policy: SufficiencyPolicy): Ruling {
  if (citations.length === 0) {
    return refusal('evidence.empty', 'This verdict rests on no citation. Add the evidence it is judged on.');
  }
  const independent = voices(citations, counts);
  if (independent < policy.minIndependentSources) {
    return tooFew(
      'evidence.too_few_independent_sources',
      `Needs ${policy.minIndependentSources} independent source${policy.minIndependentSources === 1 ? '' : 's'}, has ${independent}`,
      shortfalls(citations),
      'Add a citation that derives from none of these.',
      { needed: policy.minIndependentSources, has: independent },
    );
  }
  const primary = voices(citations, (citation) => counts(citation) && citation.primary);
  if (primary < policy.minPrimarySources) {
    return tooFew(
      'evidence.too_few_primary_sources',
      `Needs ${policy.minPrimarySources} primary source${policy.minPrimarySources === 1 ? '' : 's'}, has ${primary}`,
      notPrimary(citations),
      'Add a citation that is primary for this claim.',
      { needed: policy.minPrimarySources, has: primary },
    );
  }
  return undefined;
}

/** How many voices there are among the citations that `which` lets through. */
function voices(citations: readonly SufficiencyCitation[], which: (citation: SufficiencyCitation) => boolean): number {
  return new Set(citations.filter(which).map((citation) => voiceOf(citation, citations).key)).size;
}

function notPrimary(citations: readonly SufficiencyCitation[]): readonly string[] {
  const titles = [
    ...new Set(citations.filter((one) => counts(one) && !one.primary).map((citation) => citation.sourceTitle)),
  ];
  const secondary =
    titles.length === 0 ? [] : [`${listed(titles)} ${titles.length === 1 ? 'is' : 'are'} not primary for this claim`];
  return [...secondary, ...shortfalls(citations.filter((one) => one.primary))];
}

function tooFew(
  code: Refusal['code'],
  count: string,
  because: readonly string[],
  next: string,
  facts: Readonly<Record<string, number>>,
): Refusal {
  const reason = because.length > 0 ? `: ${because.join('; ')}` : '';
  return refusal(code, `${count}${reason}. ${next}`, { facts });
}
