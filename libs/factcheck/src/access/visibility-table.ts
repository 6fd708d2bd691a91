import { claims } from './visible/claims.js';
import { evidence } from './visible/evidence.js';
import { judging } from './visible/judging.js';
import { outside } from './visible/outside.js';
import { people } from './visible/people.js';

export { type FieldRule, visibilities, type Visibility } from './visible/field-rule.js';

/**
 * Every field of every subject of events, beside `id` and `version`. `public` means: once the thing it belongs to is
 * published; before that nothing of it is. What is not named here is `confidential`.
 */
export const visibilityTable = { ...people, ...claims, ...evidence, ...judging, ...outside } as const;

export type SubjectType = keyof typeof visibilityTable;
export const subjectTypes = Object.keys(visibilityTable) as readonly SubjectType[];
