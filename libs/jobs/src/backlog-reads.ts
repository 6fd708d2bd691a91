import type { Connections } from '#libs/database';

/** Work of one kind that is put down and not ended. */
export interface Backlog {
  readonly kind: string;
  /** Until later, a retry perhaps. */
  readonly waiting: number;
  readonly leased: number;
  /** Now, and nobody has it. */
  readonly due: number;
  /** Since the oldest of these is due. */
  readonly oldestDueSeconds: number;
}

/** How much work there is, over all organizations. Numbers only. */
export class BacklogReads {
  constructor(private readonly connections: Connections) {}

  // A lease moves `due_at` to its end, so a lease that ran out is due again.
  all(): Promise<Backlog[]> {
    return this.connections.acrossOrganizations<Backlog & { readonly kind: string }>(
      `select kind, count(*) filter (where due_at > now() and lease_until is null)::int as waiting,
              count(*) filter (where due_at > now() and lease_until is not null)::int as leased,
              count(*) filter (where due_at <= now())::int as due,
              greatest(0, extract(epoch from now() - min(due_at)))::float8 as "oldestDueSeconds"
         from work_due group by kind`,
    );
  }
}
