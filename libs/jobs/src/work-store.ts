import { Injectable } from '@nestjs/common';
import { Connections, type Statement } from '#libs/database';

export interface LeasedWork {
  readonly organization: string;
  readonly subject: string;
  /** Grows with every lease: a worker that lost its lease cannot write over the new owner's result. */
  readonly fence: number;
  /** How many leases in a row before this one ran out: whoever held one may have done anything, and recorded nothing. */
  readonly lostLeases: number;
}

/**
 * What is due, for all organizations, in one small table of ids and times. All times are the database's: workers whose
 * clocks differ agree about leases.
 */
@Injectable()
export class WorkStore {
  constructor(private readonly connections: Connections) {}

  /** Puts work down in the verb's own transaction; `seconds` from now. Work that is there already only moves in time. */
  async put(
    statement: Statement,
    kind: string,
    organization: string,
    subjects: readonly string[],
    seconds = 0,
  ): Promise<void> {
    await statement.batch(
      `insert into work_due (kind, organization_id, subject_id, due_at)
       select $1, $2, subject, now() + make_interval(secs => $4) from unnest($3::uuid[]) subject
       on conflict (organization_id, kind, subject_id) do update set due_at = excluded.due_at, lease_until = null`,
      [kind, organization, subjects, seconds],
    );
  }

  /**
   * Puts work down, `seconds` from now, that was there before: a worker that still holds it from then must not end what is
   * new, so the fence moves on.
   */
  async putAnew(statement: Statement, kind: string, organization: string, subject: string, seconds = 0): Promise<void> {
    await statement.query(
      `insert into work_due (kind, organization_id, subject_id, due_at) values ($1, $2, $3, now() + make_interval(secs => $4))
       on conflict (organization_id, kind, subject_id) do update set due_at = excluded.due_at, lease_until = null, fence = work_due.fence + 1`,
      [kind, organization, subject, seconds],
    );
  }

  /** Puts work down for now where there is none; what is there keeps its time and its lease. */
  async putMissing(
    statement: Statement,
    kind: string,
    organization: string,
    subjects: readonly string[],
  ): Promise<void> {
    await statement.batch(
      `insert into work_due (kind, organization_id, subject_id, due_at)
       select $1, $2, subject, now() from unnest($3::uuid[]) subject on conflict (organization_id, kind, subject_id) do nothing`,
      [kind, organization, subjects],
    );
  }

  /** Of these, the subjects that a worker holds now. The others cannot be leased until the transaction ends. */
  async held(
    statement: Statement,
    kind: string,
    organization: string,
    subjects: readonly string[],
  ): Promise<Set<string>> {
    const rows = await statement.batch<{ subject_id: string; held: boolean }>(
      `select subject_id, lease_until is not null and lease_until > clock_timestamp() as held from work_due
        where organization_id = $1 and kind = $2 and subject_id = any($3::uuid[]) order by subject_id for update`,
      [organization, kind, subjects],
    );
    return new Set(rows.flatMap((row) => (row.held ? [row.subject_id] : [])));
  }

  /** Makes waiting work due now. Leases stay, also those that ran out: the next holder must hear of them. */
  async hurry(statement: Statement, kind: string, organization: string, subjects: readonly string[]): Promise<void> {
    await statement.batch(
      `insert into work_due (kind, organization_id, subject_id, due_at)
       select $1, $2, subject, now() from unnest($3::uuid[]) subject
       on conflict (organization_id, kind, subject_id) do update set due_at = now() where work_due.lease_until is null`,
      [kind, organization, subjects],
    );
  }

  /** Takes back what no worker has leased. */
  async takeBack(statement: Statement, kind: string, organization: string, subjects: readonly string[]): Promise<void> {
    await statement.batch(
      `delete from work_due where organization_id = $1 and kind = $2 and subject_id = any($3::uuid[]) and lease_until is null`,
      [organization, kind, subjects],
    );
  }

  /** Puts work down for a time, unless it is there already. */
  async putOnce(statement: Statement, kind: string, organization: string, subject: string, at: string): Promise<void> {
    await statement.query(
      `insert into work_due (kind, organization_id, subject_id, due_at) values ($1, $2, $3, $4)
       on conflict (organization_id, kind, subject_id) do nothing`,
      [kind, organization, subject, at],
    );
  }

  /** The same, `seconds` from now. */
  async putWithin(
    statement: Statement,
    kind: string,
    organization: string,
    subject: string,
    seconds: number,
  ): Promise<void> {
    await statement.query(
      `insert into work_due (kind, organization_id, subject_id, due_at) values ($1, $2, $3, now() + make_interval(secs => $4))
       on conflict (organization_id, kind, subject_id) do nothing`,
      [kind, organization, subject, seconds],
    );
  }

  /** Leases up to `limit` due pieces for `seconds`, oldest first; no other worker waits for them meanwhile. */
  async lease(kind: string, limit: number, seconds: number): Promise<LeasedWork[]> {
    const rows = await this.connections.acrossOrganizations<{
      organization_id: string;
      subject_id: string;
      fence: number;
      lost_leases: number;
    }>(
      `update work_due w set lease_until = now() + make_interval(secs => $3), due_at = now() + make_interval(secs => $3), fence = fence + 1,
         lost_leases = case when picked.is_retaken then lost_leases + 1 else 0 end
         from (select organization_id, kind, subject_id, lease_until is not null as is_retaken from work_due where kind = $1 and due_at <= now()
                order by due_at limit $2 for update skip locked) picked
        where w.organization_id = picked.organization_id and w.kind = picked.kind and w.subject_id = picked.subject_id
        returning w.organization_id, w.subject_id, w.fence, w.lost_leases`,
      [kind, limit, seconds],
    );
    return rows.map((row) => ({
      organization: row.organization_id,
      subject: row.subject_id,
      fence: row.fence,
      lostLeases: row.lost_leases,
    }));
  }

  /** Keeps a lease alive. Answers whether it is still held: if not, the work belongs to somebody else now. */
  async extend(kind: string, work: LeasedWork, seconds: number): Promise<boolean> {
    const rows = await this.connections.acrossOrganizations(
      `update work_due set lease_until = now() + make_interval(secs => $5), due_at = now() + make_interval(secs => $5)
        where organization_id = $1 and kind = $2 and subject_id = $3 and fence = $4 returning 1`,
      [work.organization, kind, work.subject, work.fence, seconds],
    );
    return rows.length > 0;
  }

  /** Ends leased work in the transaction that writes its result. Answers the subjects whose lease was still held. */
  async finish(
    statement: Statement,
    kind: string,
    organization: string,
    works: readonly LeasedWork[],
  ): Promise<Set<string>> {
    const rows = await statement.batch<{ subject_id: string }>(
      `delete from work_due w using unnest($3::uuid[], $4::int[]) as done(subject, fence)
        where w.organization_id = $1 and w.kind = $2 and w.subject_id = done.subject and w.fence = done.fence
        returning w.subject_id`,
      [organization, kind, works.map((w) => w.subject), works.map((w) => w.fence)],
    );
    return new Set(rows.map((row) => row.subject_id));
  }

  /** Puts leased work back, each piece after its own number of seconds. Answers the subjects whose lease was still held. */
  async postpone(
    statement: Statement,
    kind: string,
    organization: string,
    works: readonly (LeasedWork & { readonly seconds: number })[],
  ): Promise<Set<string>> {
    const rows = await statement.batch<{ subject_id: string }>(
      `update work_due w set due_at = now() + make_interval(secs => later.seconds), lease_until = null
         from unnest($3::uuid[], $4::int[], $5::float8[]) as later(subject, fence, seconds)
        where w.organization_id = $1 and w.kind = $2 and w.subject_id = later.subject and w.fence = later.fence
        returning w.subject_id`,
      [organization, kind, works.map((w) => w.subject), works.map((w) => w.fence), works.map((w) => w.seconds)],
    );
    return new Set(rows.map((row) => row.subject_id));
  }

  /** Seconds until the next piece of this kind is due (0 when one is), or nothing. */
  async secondsUntilDue(kind: string): Promise<number | undefined> {
    const [row] = await this.connections.acrossOrganizations<{ seconds: number | null }>(
      `select greatest(0, extract(epoch from min(due_at) - now()))::float8 as seconds from work_due where kind = $1`,
      [kind],
    );
    return row?.seconds ?? undefined;
  }
}
