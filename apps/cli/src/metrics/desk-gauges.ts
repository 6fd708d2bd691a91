import type { Connections } from '#libs/database';
import { type Backlog, BacklogReads } from '#libs/jobs';
import { LagReads, type ReaderLag } from '#libs/ledger';
import type { Metrics } from '#libs/runtime';

// Several gauges read one look, and so do scrapes that come together.
const freshMs = 1_000;

/** What is to be done in the whole installation, and this process's connections. Every process tells the former alike: ask for max(). */
export function deskGauges(metrics: Metrics, connections: Connections): void {
  const look = remembered(() => lookAt(connections));
  metrics.gauge({ name: 'claimdesk_database_up', help: '1 when PostgreSQL answers this process' }, async (gauge) =>
    gauge.set((await look()).desk ? 1 : 0),
  );
  metrics.gauge({ name: 'claimdesk_events_pending', help: 'Committed events that have no index yet' }, async (gauge) =>
    gauge.set((await look()).desk?.pending.events ?? NaN),
  );
  metrics.gauge(
    {
      name: 'claimdesk_events_oldest_pending_seconds',
      help: 'Since the oldest event without an index was recorded: the lag of the sequencer',
    },
    async (gauge) => gauge.set((await look()).desk?.pending.seconds ?? NaN),
  );
  metrics.gauge(
    {
      name: 'claimdesk_ledger_reader_lag_seconds',
      help: 'Since an organization waits longest for this reader of the log; signer: how long an entry is without a checkpoint',
      labels: ['reader'],
    },
    async (gauge) => {
      for (const reader of readerNames) gauge.set({ reader }, 0);
      for (const { reader, seconds } of (await look()).desk?.readers ?? []) gauge.set({ reader }, seconds);
    },
  );
  for (const [name, help, field] of workGauges) {
    metrics.gauge({ name, help, labels: ['kind'] }, async (gauge) => {
      gauge.reset();
      gauge.set({ kind: 'delivery' }, 0);
      for (const backlog of (await look()).desk?.work ?? []) gauge.set({ kind: backlog.kind }, backlog[field]);
    });
  }
  metrics.gauge(
    {
      name: 'claimdesk_database_connections',
      help: 'Connections of this process: lent, idle; asking: requests that wait for one',
      labels: ['state'],
    },
    async (gauge) => {
      const { usage } = await look();
      for (const [state, count] of Object.entries(usage)) gauge.set({ state }, count);
    },
  );
  metrics.counter(
    {
      name: 'claimdesk_transaction_retries_total',
      help: 'Transactions told again from the top after a deadlock or a conflict',
    },
    () => connections.retried,
  );
}

const readerNames = ['signer', 'webhooks', 'published'] as const;

const workGauges = [
  [
    'claimdesk_work_due',
    'Background work that is due and that nobody has; deliveries of webhooks are the kind "delivery"',
    'due',
  ],
  [
    'claimdesk_work_oldest_due_seconds',
    'Since the oldest work that is due and that nobody has is due',
    'oldestDueSeconds',
  ],
  ['claimdesk_work_leased', 'Background work that a worker has', 'leased'],
  ['claimdesk_work_waiting', 'Background work until later, such as retries', 'waiting'],
] as const;

interface Seen {
  /** As they were before this look took one. */
  readonly usage: Connections['usage'];
  /** None when PostgreSQL does not answer. */
  readonly desk?: {
    readonly pending: { readonly events: number; readonly seconds: number };
    readonly readers: readonly ReaderLag[];
    readonly work: readonly Backlog[];
  };
}

async function lookAt(connections: Connections): Promise<Seen> {
  const { usage } = connections;
  const lag = new LagReads(connections);
  try {
    // One after the other: a look takes one connection.
    const pending = await lag.pending();
    const readers = await lag.readers();
    return { usage, desk: { pending, readers, work: await new BacklogReads(connections).all() } };
  } catch {
    return { usage }; // claimdesk_database_up says so
  }
}

function remembered<T>(look: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly seen: Promise<T> } | undefined;
  return () => {
    if (!last || performance.now() - last.at > freshMs) last = { at: performance.now(), seen: look() };
    return last.seen;
  };
}
