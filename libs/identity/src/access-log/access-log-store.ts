import { Injectable } from '@nestjs/common';
import { Connections, type Statement, statementOn } from '#libs/database';
import { newId } from '#libs/kernel';
import { WorkStore } from '#libs/jobs';
import type { CountedEntry } from './access-entry.js';
import { digestJob, subjectOfDay } from './access-day.js';

/** The key is moved on once a minute, whichever process saw it; whoever moves it on writes the sign-in. */
const signIns = `with given as (
    select * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[]) as g(id, key, method, route, action, request)
  ), used as (
    update api_key k set last_used_at = now() from given g
     where k.organization_id = $1 and k.id = g.key
       and (k.last_used_at is null or k.last_used_at <= now() - interval '1 minute')
    returning k.id, k.member_id
  )
  insert into access_log (organization_id, id, at, kind, method, route, action, key_id, member_id, request, times)
  select $1, g.id, now(), 'sign_in', g.method, g.route, g.action, u.id, u.member_id, g.request, 1
    from used u join given g on g.key = u.id returning id`;

/** A key that was not let in is known by its hash, if it ever was one here. Nobody's organization gets no rows. */
const refusals = `insert into access_log
    (organization_id, id, at, kind, status, code, method, route, action, key_id, member_id, request, times)
  select $1, g.id, now(), 'refused', g.status, g.code, g.method, g.route, g.action, k.id, k.member_id, g.request, g.times
    from unnest($2::uuid[], $3::uuid[], $4::bytea[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::int[])
      as g(id, key, hash, status, code, method, route, action, request, times)
    left join api_key k on k.organization_id = $1 and (k.id = g.key or k.secret_hash = g.hash)
   where exists (select from organization where organization_id = $1)
  returning id`;

// Ten minutes after a day is over its last batch has long been written.
const today = `select instant(now()) as now, to_char(now() at time zone 'UTC', 'YYYY-MM-DD') as day,
  instant((date_trunc('day', now() at time zone 'UTC') + interval '1 day 10 minutes') at time zone 'UTC') as due`;

@Injectable()
export class AccessLogStore {
  constructor(
    private readonly connections: Connections,
    private readonly work: WorkStore,
  ) {}

  /** One transaction for a batch of one organization. The day's digest is put down with its first row. */
  async write(organization: string, entries: readonly CountedEntry[]): Promise<void> {
    await this.connections.lend(organization, async (client) => {
      await client.query('begin');
      try {
        const statement = statementOn(client);
        const wrote = await this.rows(statement, organization, entries);
        if (wrote > 0) {
          const [{ day, due }] = (await statement.query<{ day: string; due: string }>(today)) as [
            { day: string; due: string },
          ];
          await this.work.putOnce(statement, digestJob, organization, subjectOfDay(day), due);
        }
        await client.query('commit');
      } catch (error) {
        await client.query('rollback').catch(() => undefined); // the connection is thrown away after this error
        throw error;
      }
    });
  }

  private async rows(statement: Statement, organization: string, entries: readonly CountedEntry[]): Promise<number> {
    const ins = entries.filter(({ kind, key }) => kind === 'sign_in' && key !== undefined);
    const nos = entries.filter(({ kind }) => kind === 'refused');
    const column = <T>(from: readonly CountedEntry[], of: (entry: CountedEntry) => T): T[] => from.map(of);
    const wroteIns =
      ins.length === 0
        ? []
        : await statement.batch(signIns, [
            organization,
            column(ins, () => newId()),
            column(ins, (entry) => entry.key),
            column(ins, (entry) => entry.method),
            column(ins, (entry) => entry.route),
            column(ins, (entry) => entry.action ?? null),
            column(ins, (entry) => entry.request),
          ]);
    const wroteNos =
      nos.length === 0
        ? []
        : await statement.batch(refusals, [
            organization,
            column(nos, () => newId()),
            column(nos, (entry) => entry.key ?? null),
            column(nos, (entry) => entry.hash ?? null),
            column(nos, (entry) => entry.status),
            column(nos, (entry) => entry.code),
            column(nos, (entry) => entry.method),
            column(nos, (entry) => entry.route),
            column(nos, (entry) => entry.action ?? null),
            column(nos, (entry) => entry.request),
            column(nos, (entry) => entry.times),
          ]);
    return wroteIns.length + wroteNos.length;
  }
}
