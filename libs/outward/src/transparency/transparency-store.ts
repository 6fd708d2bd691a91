import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { LogAt } from '#libs/ledger';

/** One change of a status. */
export interface Step {
  readonly type: 'claim' | 'verdict' | 'correction';
  readonly id: string;
  readonly claim: string;
  readonly index: number;
  readonly at: string;
  readonly status: string;
}

const isAt = `s.from_index < $2 and (s.until_index is null or s.until_index >= $2)`;

const standing = `select s.id from ledger_state s
  where s.organization_id = $1 and s.type = 'claim' and ${isAt} and s.id > $3`;
const inPeriod = `exists (select from ledger_state t
  where t.organization_id = $1 and t.root_id = s.id and t.from_index >= $5 and t.from_index < $2)`;

/** What the report asks of the log beside whole states: which claims had an event in a period, and every change of a status. */
@Injectable()
export class TransparencyStore {
  constructor(private readonly connections: Connections) {}

  /** Ids of claims about which something was recorded from index `from` on, in their order. */
  async touched(at: LogAt, from: number, after: string, limit: number): Promise<string[]> {
    const rows = await this.connections.read<{ id: string }>(
      at.organization,
      // From the beginning on every claim was: 100,000 look-ups less.
      from === 0 ? `${standing} order by s.id limit $4` : `${standing} and ${inPeriod} order by s.id limit $4`,
      [at.organization, at.size, after, limit, ...(from === 0 ? [] : [from])],
    );
    return rows.map(({ id }) => id);
  }

  /** Of these claims, with their verdicts and corrections, in the order of the log. An edit that changed no status is no step. */
  async steps(at: LogAt, claims: readonly string[]): Promise<Step[]> {
    const rows = await this.connections.lend(at.organization, (client) =>
      client.query<Omit<Step, 'index'> & { index: string }>(
        `select m.type, m.id, m.claim, m.from_index as index, m.status, instant(l.sequenced_at) as at
           from (select s.type, s.id, case s.type when 'claim' then s.id else s.root_id end as claim, s.from_index, s.status,
                        lag(s.status) over (partition by s.type, s.id order by s.from_index) as before
                   from ledger_state s
                  where s.organization_id = $1 and s.from_index < $2 and (
                        (s.type = 'claim' and s.id = any($3::uuid[]))
                        or (s.type in ('verdict', 'correction') and s.root_id = any($3::uuid[])))) m
           join ledger_entry l on l.organization_id = $1 and l.index = m.from_index
          where m.status is distinct from m.before and m.status is not null
          order by m.from_index, m.type, m.id`,
        [at.organization, at.size, claims],
      ),
    );
    return rows.rows.map((row) => ({ ...row, index: Number(row.index) }));
  }

  /** Versions of the policy that came in force from index `from` on: when, and whether they asked for less. */
  async policies(
    at: LogAt,
    from: number,
  ): Promise<{ index: number; at: string; version: string; weakens: string[] }[]> {
    const rows = await this.connections.read<{ index: string; at: string; facts: { to?: unknown; weakens?: unknown } }>(
      at.organization,
      `select s.from_index as index, instant(l.sequenced_at) as at, (convert_from(e.bytes, 'UTF8')::json -> 'facts') as facts
         from ledger_state s
         join ledger_entry l on l.organization_id = $1 and l.index = s.from_index
         join event e on e.organization_id = $1 and e.id = s.event_id
        where s.organization_id = $1 and s.type = 'policy' and s.from_index >= $3 and s.from_index < $2 order by s.from_index`,
      [at.organization, at.size, from],
    );
    return rows.map(({ index, at: time, facts }) => ({
      index: Number(index),
      at: time,
      version: typeof facts.to === 'number' ? String(facts.to) : '1',
      weakens: Array.isArray(facts.weakens) ? facts.weakens.map(String) : [],
    }));
  }
}
