import { visibilityOf } from './visibility.js';
import type { SubjectType } from './visibility-table.js';
import type { Visibility } from './visible/field-rule.js';

const told: readonly Visibility[] = ['public', 'desk', 'assessor'];

/** A subject's state as a report may hold it: nothing that is between lawyers, nothing confidential, nothing unknown. */
export const reportable = (
  type: SubjectType,
  state: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(state).filter(([field]) => told.includes(visibilityOf(type, field))));
