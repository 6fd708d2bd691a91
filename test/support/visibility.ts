import { type SubjectType, visibilityTable } from '#libs/factcheck';
import type { TestDatabase } from './database.js';

export interface Field {
  readonly type: string;
  readonly field: string;
}

/** Every field of every subject in the events of a database. */
export const fieldsOfEvents = (on: TestDatabase): Promise<Field[]> =>
  on.asOwner<Field>(
    `select distinct change ->> 'type' as type, field
       from event, json_array_elements(convert_from(bytes, 'UTF8')::json -> 'changes') change,
            json_object_keys(change -> 'after') field`,
  );

/** Those that stand in no row of the visibility table, as "claim.statement". */
export const withoutVisibility = (fields: readonly Field[]): string[] =>
  fields
    .filter(({ field }) => field !== 'id' && field !== 'version')
    .filter(
      ({ type, field }) =>
        !Object.hasOwn(visibilityTable, type) || !Object.hasOwn(visibilityTable[type as SubjectType], field),
    )
    .map(({ type, field }) => `${type}.${field}`)
    .sort();
