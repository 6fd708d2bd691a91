import { personalFields, subjectTypes, type SubjectType } from '#libs/factcheck';

type State = Readonly<Record<string, unknown>>;

/**
 * A state as its event told it, with the personal values that are kept apart from the bytes. An erased value is null. What
 * is committed to and not personal (confidential text) stays a commitment: the log never had it.
 */
export function putBack(type: SubjectType, after: State, personal: State): State {
  if (!subjectTypes.includes(type)) return after;
  const values = personalFields(type)
    .filter((field) => isCommitment(after[field]))
    .map((field) => [field, personal[field] ?? null] as const);
  return { ...after, ...Object.fromEntries(values) };
}

const isCommitment = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'committed';
