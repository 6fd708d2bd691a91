import { personalFields, subjectTypes, type SubjectType } from '#libs/factcheck';

type State = Readonly<Record<string, unknown>>;

const fieldsOf = new Map<string, readonly string[]>(subjectTypes.map((type) => [type, personalFields(type)]));

/** Whether there is anything to be put back into states of this type. */
export const mayBePersonal = (type: SubjectType): boolean => (fieldsOf.get(type) ?? []).length > 0;

/**
 * A state as its event told it, with the personal values that are kept apart from the bytes. An erased value is null. What
 * is committed to and not personal (confidential text) stays a commitment: the log never had it.
 */
export function putBack(type: SubjectType, after: State, personal: State): State {
  const values = (fieldsOf.get(type) ?? [])
    .filter((field) => isCommitment(after[field]))
    .map((field) => [field, personal[field] ?? null] as const);
  return values.length === 0 ? after : { ...after, ...Object.fromEntries(values) };
}

const isCommitment = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'committed';
