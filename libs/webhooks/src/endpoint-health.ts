import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';

/** How endpoints fare, as their deliveries find out. No verb, no event: it changes with every answer. */
@Injectable()
export class EndpointHealth {
  constructor(private readonly connections: Connections) {}

  /** Begins the count of a failure, or ends it. */
  async turned(tx: Tx, failing: readonly string[], well: readonly string[]): Promise<void> {
    if (failing.length > 0) {
      await tx.batch(
        `insert into endpoint_health as h (organization_id, endpoint_id, failing_since) select $1, id, now() from unnest($2::uuid[]) id order by id
         on conflict (organization_id, endpoint_id) do update set failing_since = now() where h.failing_since is null`,
        [tx.organization, failing],
      );
    }
    if (well.length > 0) {
      await tx.batch(
        `update endpoint_health set failing_since = null where organization_id = $1 and endpoint_id = any($2::uuid[])`,
        [tx.organization, well],
      );
    }
  }

  /** Nothing is sent to these for so many seconds: they asked for it. */
  async pause(tx: Tx, pauses: ReadonlyMap<string, number>): Promise<void> {
    if (pauses.size === 0) return;
    await tx.batch(
      `insert into endpoint_health as h (organization_id, endpoint_id, paused_until)
       select $1, id, now() + make_interval(secs => seconds) from unnest($2::uuid[], $3::float8[]) as given(id, seconds) order by id
       on conflict (organization_id, endpoint_id) do update set paused_until = greatest(h.paused_until, excluded.paused_until)`,
      [tx.organization, [...pauses.keys()], [...pauses.values()]],
    );
  }

  /** Whether it has failed for so many seconds, without one success. */
  async hasFailedFor(tx: Tx, endpoint: string, seconds: number): Promise<boolean> {
    const rows = await tx.query(
      `select 1 from endpoint_health where organization_id = $1 and endpoint_id = $2 and failing_since <= now() - make_interval(secs => $3)`,
      [tx.organization, endpoint, seconds],
    );
    return rows.length > 0;
  }

  /** A new beginning. */
  async clear(tx: Tx, endpoint: string): Promise<void> {
    await tx.query(
      `update endpoint_health set failing_since = null, paused_until = null where organization_id = $1 and endpoint_id = $2`,
      [tx.organization, endpoint],
    );
  }

  /**
   * Takes the next `count` slots of a limited endpoint, `apart` seconds each, for this process alone. Answers in how many
   * seconds the first one is: workers with different clocks share one row of slots.
   */
  async takeSlots(organization: string, endpoint: string, count: number, apart: number): Promise<number> {
    const [row] = await this.connections.read<{ seconds: number }>(
      organization,
      `insert into endpoint_health as h (organization_id, endpoint_id, next_slot_at)
       values ($1, $2, clock_timestamp() + make_interval(secs => $3::float8))
       on conflict (organization_id, endpoint_id) do update
         set next_slot_at = greatest(h.next_slot_at, clock_timestamp()) + make_interval(secs => $3::float8)
       returning extract(epoch from next_slot_at - clock_timestamp())::float8 - $3::float8 as seconds`,
      [organization, endpoint, count * apart],
    );
    return Math.max(0, row?.seconds ?? 0);
  }
}
