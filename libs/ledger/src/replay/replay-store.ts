import { Injectable } from '@nestjs/common';
import { Connections, isSqlState, sqlState, type Statement, statementOn } from '#libs/database';
import type { SubjectType } from '#libs/factcheck';
import type { JsonObject } from '#libs/kernel';
import { putBack } from '../put-back.js';
import type { SubjectTable } from './subject-tables.js';
import { toldOfSubjects, waiting } from './told-sql.js';

/** What the log says of one subject: its last state, a place where the index of states is wrong, or both at once. */
export interface Telling {
  readonly type: string;
  readonly id: string;
  /** Nothing while the event waits for its index. */
  readonly index: number | null;
  /** Whether as-of and history say the same of this index. */
  readonly isKept: boolean;
  /** Only of the last telling. Personal values are put back; an erased one is null. */
  readonly state?: JsonObject;
}

export interface StandingRow {
  readonly id: string;
  readonly state: JsonObject;
}

interface ToldRow {
  readonly type: string;
  readonly id: string;
  readonly place: string;
  readonly event_id: string | null;
  readonly change: number | null;
  readonly is_last: boolean;
  readonly is_kept: boolean;
}

interface Envelope {
  readonly changes: readonly { readonly after: JsonObject }[];
}

const pageSize = 500;

/** Log and tables as of one moment: they belong together also while people work. */
@Injectable()
export class ReplayStore {
  constructor(private readonly connections: Connections) {}

  /** Errors: one clear sentence when the bytes of an event are no JSON. */
  async snapshot<T>(organization: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    try {
      return await this.connections.lend(organization, async (client) => {
        await client.query('begin isolation level repeatable read, read only');
        const done = await work(new Snapshot(organization, statementOn(client)));
        await client.query('commit');
        return done;
      });
    } catch (error) {
      const unreadable = [sqlState.invalidText, sqlState.notInRepertoire];
      if (!unreadable.some((state) => isSqlState(error, state))) throw error;
      throw new Error(
        `${organization}: the bytes of an event cannot be read, so no state can be rebuilt from them. ` +
          'Run "claimdesk doctor --ledger": it says which.',
        { cause: error },
      );
    }
  }
}

export class Snapshot {
  constructor(
    private readonly organization: string,
    private readonly statement: Statement,
  ) {}

  /** How many subjects there are, about: for showing how far it is. */
  async subjects(): Promise<number> {
    const [row] = await this.statement.batch<{ count: string }>(
      `select count(*) as count from ledger_state where organization_id = $1 and until_index is null`,
      [this.organization],
    );
    return Number(row?.count ?? 0);
  }

  /** What the newsroom began with. */
  async firstFacts(): Promise<JsonObject> {
    const [row] = await this.statement.batch<{ facts: JsonObject | null }>(
      `select convert_from(e.bytes, 'UTF8')::json -> 'facts' as facts from ledger_entry l
         join event e on e.organization_id = l.organization_id and e.id = l.event_id
        where l.organization_id = $1 and l.index = 0`,
      [this.organization],
    );
    return row?.facts ?? {};
  }

  /** By type and id. Only one may be under way. */
  async *told(): AsyncGenerator<Telling> {
    await this.statement.batch(`declare told no scroll cursor for ${toldOfSubjects}`, [this.organization]);
    for (;;) {
      const rows = await this.statement.batch<ToldRow>(`fetch ${pageSize} from told`, []);
      if (rows.length === 0) return;
      const stateOf = await this.statesOf(rows);
      for (const row of rows) {
        const { type, id, place, is_kept: isKept } = row;
        const index = Number(place) < waiting ? Number(place) : null;
        yield { type, id, index, isKept, ...(row.is_last ? { state: stateOf(row) } : {}) };
      }
    }
  }

  /** The rows of a table by id. */
  async *standing({ from, key, state }: SubjectTable): AsyncGenerator<StandingRow> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await this.statement.batch<StandingRow & Record<string, unknown>>(
        `select ${key} as id, ${state} as state from ${from} where ${key} > $2 order by ${key} limit ${pageSize}`,
        [this.organization, after],
      );
      yield* rows;
      if (rows.length < pageSize) return;
      after = (rows.at(-1) as StandingRow).id;
    }
  }

  private async statesOf(rows: readonly ToldRow[]): Promise<(row: ToldRow) => JsonObject> {
    const events = [...new Set(rows.filter((row) => row.is_last).map((row) => row.event_id))];
    const stored = await this.statement.batch<{ id: string; bytes: Buffer }>(
      `select id, bytes from event where organization_id = $1 and id = any($2::uuid[])`,
      [this.organization, events],
    );
    const envelopes = new Map(stored.map(({ id, bytes }) => [id, JSON.parse(bytes.toString('utf8')) as Envelope]));
    const apart = await this.statement.batch<{ event_id: string; path: string; value: unknown }>(
      `select event_id, path, value from event_personal where organization_id = $1 and event_id = any($2::uuid[])`,
      [this.organization, events],
    );
    const personal = new Map<string, Record<string, unknown>>();
    for (const { event_id: event, path, value } of apart) {
      const [, , change, , field = ''] = path.split('/');
      const key = `${event} ${change}`;
      personal.set(key, { ...personal.get(key), [field]: value });
    }
    return ({ type, event_id: event, change }) => {
      const { after } = envelopes.get(event as string)?.changes[change as number] ?? { after: {} };
      return putBack(type as SubjectType, after, personal.get(`${event} ${change}`) ?? {}) as JsonObject;
    };
  }
}
