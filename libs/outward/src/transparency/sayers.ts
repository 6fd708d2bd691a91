import { field, listed, type State } from '../state.js';
import type { ClaimRecord } from './record.js';

const noAffiliation = 'none recorded';

/** The affiliations, at the time of saying, of everybody who said it: each once. */
export const affiliationsOf = ({ utterances }: Pick<ClaimRecord, 'utterances'>): readonly string[] =>
  different(
    utterances.map((one) => field(one, 'affiliation') || noAffiliation),
    noAffiliation,
  );

const noClaimant = 'unknown, or the name was erased';

/** Who said it. Two people of one name are one line here; the register tells them apart. */
export const claimantsOf = ({
  utterances,
  claimants,
}: Pick<ClaimRecord, 'utterances' | 'claimants'>): readonly string[] =>
  different(
    utterances.map((one) => field(claimants.get(field(one, 'claimant')), 'name') || noClaimant),
    noClaimant,
  );

/** The utterances that a verdict judges. */
export const judgedBy = (record: ClaimRecord, verdict: State): readonly State[] => {
  const judged = listed(verdict, 'utterances');
  return record.utterances.filter(({ id }) => judged.includes(id));
};

const different = (names: readonly string[], none: string): readonly string[] =>
  names.length === 0 ? [none] : [...new Set(names)];
