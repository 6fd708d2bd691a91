import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { SubjectType } from '#libs/factcheck';
import { mayBePersonal, putBack } from './put-back.js';

/** Which organization's log, and how much of it: everything before index `size`. */
export interface LogAt {
  readonly organization: string;
  readonly size: number;
}

/** A subject as its event told it, personal values put back; an erased one is null. */
export interface WholeState {
  readonly id: string;
  readonly root: string;
  readonly state: Readonly<Record<string, unknown>>;
}

/** Which one, and how much of the log: everything before index `size`. */
export interface Then {
  readonly id: string;
  readonly size: number;
}

/** A subject as it was at one of several sizes. */
export interface StateThen extends WholeState {
  readonly size: number;
}

interface Row {
  readonly id: string;
  readonly root: string;
  readonly after: Readonly<Record<string, unknown>>;
  readonly personal: Readonly<Record<string, unknown>> | null;
}

const isAt = `s.from_index < $3 and (s.until_index is null or s.until_index >= $3)`;

// The pointer of a personal value in this change; `change` is an integer, so the pattern has no wildcard but its own.
const within = `'/changes/' || s.change || '/after/'`;
const personal = `(select json_object_agg(substr(p.path, length(${within}) + 1), p.value) from event_personal p
      where p.organization_id = s.organization_id and p.event_id = s.event_id and p.path like ${within} || '%') as personal`;
// A look-up a row, which those without personal fields are spared: a quarter of the time of a page of claims.
const state = (type: SubjectType): string => `s.id, s.root_id as root,
    (convert_from(e.bytes, 'UTF8')::json #> array['changes', s.change::text, 'after']) as after,
    ${mayBePersonal(type) ? personal : 'null as personal'}`;
const whole = (type: SubjectType): string => `select ${state(type)}
  from ledger_state s join event e on e.organization_id = s.organization_id and e.id = s.event_id
 where s.organization_id = $1 and s.type = $2 and ${isAt}`;

// The last state of each before $3, read from its end: of a subject with 400 states one row and not 400.
const lastBefore = (type: SubjectType): string => `select ${state(type)}
  from (select distinct unnest($4::uuid[]) as id) w cross join lateral (
    select * from ledger_state l where l.organization_id = $1 and l.type = $2 and l.id = w.id and l.from_index < $3
     order by l.from_index desc limit 1) s
  join event e on e.organization_id = s.organization_id and e.id = s.event_id
 where s.until_index is null or s.until_index >= $3 order by s.id`;

// Each at a size of its own.
const eachAt = (type: SubjectType, key: 'id' | 'root_id'): string => `select ${state(type)}, w.size
  from unnest($3::uuid[], $4::bigint[]) as w(id, size)
  join ledger_state s on s.organization_id = $1 and s.type = $2 and s.${key} = w.id
   and s.from_index < w.size and (s.until_index is null or s.until_index >= w.size)
  join event e on e.organization_id = s.organization_id and e.id = s.event_id order by w.size, s.id`;

/** Subjects as they were at a size of the log. Short statements: no snapshot is held from one to the next. */
@Injectable()
export class StatesAt {
  constructor(private readonly connections: Connections) {}

  /** Up to `limit` by id, after the given id. */
  page(at: LogAt, type: SubjectType, after: string, limit: number): Promise<WholeState[]> {
    return this.read(at, type, `${whole(type)} and s.id > $4 order by s.id limit $5`, [after, limit]);
  }

  /** The same of those that stood in this status. */
  pageIn(at: LogAt, type: SubjectType, status: string, after: string, limit: number): Promise<WholeState[]> {
    return this.read(at, type, `${whole(type)} and s.status = $6 and s.id > $4 order by s.id limit $5`, [
      after,
      limit,
      status,
    ]);
  }

  ofRoots(at: LogAt, type: SubjectType, roots: readonly string[]): Promise<WholeState[]> {
    return this.read(at, type, `${whole(type)} and s.root_id = any($4::uuid[]) order by s.id`, [roots]);
  }

  ofIds(at: LogAt, type: SubjectType, ids: readonly string[]): Promise<WholeState[]> {
    return this.read(at, type, lastBefore(type), [ids]);
  }

  /** Subjects, each as it was at a size of its own; what was not there then is left out. `roots`: the ids are of their roots. */
  async each(
    organization: string,
    type: SubjectType,
    wanted: readonly Then[],
    by: 'ids' | 'roots' = 'ids',
  ): Promise<StateThen[]> {
    if (wanted.length === 0) return [];
    const rows = await this.connections.read<Row & { size: string }>(
      organization,
      eachAt(type, by === 'ids' ? 'id' : 'root_id'),
      [organization, type, wanted.map(({ id }) => id), wanted.map(({ size }) => size)],
    );
    return rows.map(({ id, root, after, personal, size }) => ({
      id,
      root,
      size: Number(size),
      state: putBack(type, after, personal ?? {}),
    }));
  }

  async count(at: LogAt, type: SubjectType): Promise<number> {
    const [row] = await this.connections.read<{ count: string }>(
      at.organization,
      `select count(*) as count from ledger_state s where s.organization_id = $1 and s.type = $2 and ${isAt}`,
      [at.organization, type, at.size],
    );
    return Number(row?.count ?? 0);
  }

  /** How many subjects of a type each root has; roots without any are not named. */
  async countsOfRoots(at: LogAt, type: SubjectType, roots: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.connections.read<{ root: string; count: string }>(
      at.organization,
      `select s.root_id as root, count(*) as count from ledger_state s
        where s.organization_id = $1 and s.type = $2 and ${isAt} and s.root_id = any($4::uuid[]) group by s.root_id`,
      [at.organization, type, at.size, roots],
    );
    return new Map(rows.map((row) => [row.root, Number(row.count)]));
  }

  /** Those of these roots that an event was about at index `from` or later. */
  async rootsTouchedSince(at: LogAt, from: number, roots: readonly string[]): Promise<Set<string>> {
    const rows = await this.connections.read<{ root: string }>(
      at.organization,
      `select distinct root_id as root from ledger_state
        where organization_id = $1 and root_id = any($2::uuid[]) and from_index >= $3 and from_index < $4`,
      [at.organization, roots, from, at.size],
    );
    return new Set(rows.map((row) => row.root));
  }

  private async read(at: LogAt, type: SubjectType, text: string, more: readonly unknown[]): Promise<WholeState[]> {
    const rows = await this.connections.read<Row>(at.organization, text, [at.organization, type, at.size, ...more]);
    return rows.map(({ id, root, after, personal }) => ({ id, root, state: putBack(type, after, personal ?? {}) }));
  }
}
