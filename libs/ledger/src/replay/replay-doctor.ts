import { Injectable } from '@nestjs/common';
import type { SubjectType } from '#libs/factcheck';
import type { JsonObject } from '#libs/kernel';
import { differences } from './compare-states.js';
import type { ReplayFinding } from './replay-finding.js';
import { ReplayStore, type Snapshot, type StandingRow, type Telling } from './replay-store.js';
import { type SubjectTable, SubjectTables } from './subject-tables.js';

/** Told as they are found: nothing is held. */
export interface ReplayListener {
  found(finding: ReplayFinding): void;
  progress?(type: string, done: number, of: number): void;
}

/**
 * Rebuilds the state of every subject from the bytes of its events, and compares it with the tables, and with the index
 * of states that as-of, history and reports read. Both sides come by type and id, a page at a time.
 */
@Injectable()
export class ReplayDoctor {
  constructor(
    private readonly store: ReplayStore,
    private readonly tables: SubjectTables,
  ) {}

  /** Gives how many subjects were compared. */
  examine(organization: string, listener: ReplayListener): Promise<number> {
    return this.store.snapshot(organization, async (snapshot) => {
      const facts = await snapshot.firstFacts();
      const walk = new Walk(listener, facts, listener.progress ? await snapshot.subjects() : 0);
      const told = await ahead(snapshot.told());
      for (const type of this.tables.types) await walk.over(type, this.tables.of(type), told, snapshot);
      await walk.skipTo(undefined, told);
      return walk.compared;
    });
  }
}

class Walk {
  compared = 0;

  constructor(
    private readonly listener: ReplayListener,
    private readonly facts: JsonObject,
    private readonly of: number,
  ) {}

  async over(type: SubjectType, table: SubjectTable, told: Ahead<Telling>, snapshot: Snapshot): Promise<void> {
    await this.skipTo(type, told);
    const rows = await ahead(snapshot.standing(table));
    for (;;) {
      const telling = told.head?.type === type ? told.head : undefined;
      const row = rows.head;
      if (!telling && !row) return;
      if (telling && (!row || telling.id <= row.id)) {
        const same = telling.state && telling.id === row?.id;
        this.judge(type, table, telling, same ? row : undefined);
        await told.next();
        if (same) await rows.next();
      } else {
        this.untold(type, table, row as StandingRow);
        await rows.next();
      }
      this.listener.progress?.(type, this.compared, Math.max(this.of, this.compared));
    }
  }

  /** Passes by what events tell of and no room here keeps. */
  async skipTo(type: SubjectType | undefined, told: Ahead<Telling>): Promise<void> {
    for (; told.head && (type === undefined || told.head.type < type); await told.next())
      this.find('type_unknown', told.head, 'An event tells of it, and this release knows no such thing.');
  }

  private judge(type: SubjectType, table: SubjectTable, telling: Telling, row: StandingRow | undefined): void {
    if (!telling.isKept)
      this.find(
        'history_differs',
        telling,
        `History and as-of say something else of ${entry(telling)} than its bytes.`,
      );
    if (!telling.state) return;
    this.compared += 1;
    if (!row) return this.find('row_missing', telling, `By ${entry(telling)} it is there, and it is in no table.`);
    const except = table.untold?.(row.state) ?? [];
    for (const { field, words } of differences(type, telling.state, row.state, except))
      this.find('field_differs', { ...telling, field }, `${field}: ${words} (${entry(telling)}).`);
  }

  private untold(type: SubjectType, { begun }: SubjectTable, { id, state }: StandingRow): void {
    this.compared += 1;
    if (begun?.(state, this.facts)) return;
    this.find('row_untold', { type, id, index: null }, 'It is in its table, and no event tells of it as it stands.');
  }

  private find(
    kind: ReplayFinding['kind'],
    { type, id, index, field }: Pick<ReplayFinding, 'type' | 'id' | 'index' | 'field'>,
    sentence: string,
  ): void {
    this.listener.found({ kind, type, id, ...(field === undefined ? {} : { field }), index, sentence });
  }
}

const entry = ({ index }: Telling): string => (index === null ? 'an event that waits for its index' : `entry ${index}`);

/** One side of a merge: its next element can be looked at before it is taken. */
interface Ahead<T> {
  head: T | undefined;
  next(): Promise<void>;
}

async function ahead<T>(source: AsyncGenerator<T>): Promise<Ahead<T>> {
  const one: Ahead<T> = {
    head: undefined,
    async next() {
      const taken = await source.next();
      one.head = taken.done ? undefined : taken.value;
    },
  };
  await one.next();
  return one;
}
