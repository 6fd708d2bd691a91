import { type FieldRule, type SubjectType, type Visibility, visibilityTable } from './visibility-table.js';

/** The widest audience of a field. A field that the table does not name is confidential, so nothing leaks by omission. */
export function visibilityOf(type: SubjectType, field: string): Visibility {
  if (field === 'id' || field === 'version') return 'public';
  return ruleOf(type, field)?.visibility ?? 'confidential';
}

/** The fields that events carry only as salted digests. `claimant.sameAs` is an array; the whole of it is one value. */
export const personalFields = (type: SubjectType): readonly string[] =>
  Object.keys(visibilityTable[type]).filter((field) => ruleOf(type, field)?.personal === true);

function ruleOf(type: SubjectType, field: string): FieldRule | undefined {
  const fields: Readonly<Record<string, Visibility | FieldRule>> = visibilityTable[type];
  const rule = Object.hasOwn(fields, field) ? fields[field] : undefined;
  return typeof rule === 'string' ? { visibility: rule } : rule;
}
