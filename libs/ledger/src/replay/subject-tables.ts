import { Injectable } from '@nestjs/common';
import type { SubjectType } from '#libs/factcheck';
import type { JsonObject } from '#libs/kernel';

/** Where subjects of one type stand now, with the very expression that verbs and answers take them from. */
export interface SubjectTable {
  /** SQL: the rows of organization $1, as `t`. */
  readonly from: string;
  /** SQL: the subject's id. */
  readonly key: string;
  /** SQL: its state. */
  readonly state: string;
  /** Fields that move in this state without an event, such as how far a report is. */
  readonly untold?: (state: JsonObject) => readonly string[];
  /** Whether the newsroom began with this one: told among the facts of its first event, and as no change. */
  readonly begun?: (state: JsonObject, facts: JsonObject) => boolean;
}

export const subjectTable = (name: string, state: (alias: string) => string): SubjectTable => ({
  from: `(select * from ${name} where organization_id = $1) t`,
  key: 't.id',
  state: state('t'),
});

/** What an organization has one of at a time, under its own id: the newest version of a table. */
export const newestVersion = (name: string, state: (alias: string) => string): SubjectTable => ({
  from: `(select * from ${name} where organization_id = $1 order by version desc limit 1) t`,
  key: 't.organization_id',
  state: state('t'),
});

/** The tables of all subjects, each put here by the room that owns it: the ledger does not know them. */
@Injectable()
export class SubjectTables {
  private readonly known = new Map<SubjectType, SubjectTable>();

  add(tables: Readonly<Partial<Record<SubjectType, SubjectTable>>>): void {
    for (const [type, table] of Object.entries(tables)) this.known.set(type as SubjectType, table);
  }

  /** By the bytes of their names, as the log's side is sorted. */
  get types(): SubjectType[] {
    return [...this.known.keys()].sort();
  }

  of(type: SubjectType): SubjectTable {
    return this.known.get(type) as SubjectTable;
  }
}
