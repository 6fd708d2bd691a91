import { personalFields, type SubjectType, visibilityOf } from '#libs/factcheck';
import { canonicalJson, type Json, type JsonObject } from '#libs/kernel';

/** A field of which log and table say different things. */
export interface Difference {
  readonly field: string;
  /** "3 in the log, 9 in the table"; of what is personal or not for everybody in the newsroom, only that it differs. */
  readonly words: string;
}

export function differences(
  type: SubjectType,
  log: JsonObject,
  table: JsonObject,
  except: readonly string[],
): Difference[] {
  return [...new Set([...Object.keys(log), ...Object.keys(table)])]
    .filter((field) => !except.includes(field) && canonical(log[field]) !== canonical(table[field]))
    .map((field) => ({ field, words: words(type, field, log[field], table[field]) }));
}

function words(type: SubjectType, field: string, log: Json | undefined, table: Json | undefined): string {
  return ['public', 'desk'].includes(visibilityOf(type, field)) && !personalFields(type).includes(field)
    ? `${shown(log)} in the log, ${shown(table)} in the table`
    : 'one value in the log, and another in the table';
}

// What an earlier release did not tell of stands empty in the column that came later.
const canonical = (value: Json | undefined): string => canonicalJson(value ?? null);

function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const json = canonicalJson(value);
  return json.length > 80 ? `${json.slice(0, 80)}…` : json;
}
