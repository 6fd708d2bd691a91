import type { Pool } from 'undici';

/** The pools of the origins called lately. */
export interface OriginPools {
  use<T>(origin: string, run: (pool: Pool) => Promise<T>): Promise<T>;
  /** Waits for what is running, then closes every connection. */
  close(): Promise<void>;
}

/** Keeps at most `most` pools; the one unused for longest goes first, and none goes while it is in use. */
export function createOriginPools(open: (origin: string) => Pool, most: number): OriginPools {
  // In the order of last use: a Map keeps the order of insertion.
  const pools = new Map<string, { readonly pool: Pool; running: number }>();
  let closed = false;

  function closeUnused(): void {
    for (const [origin, { pool, running }] of pools) {
      if (pools.size <= most) return;
      if (running > 0) continue;
      pools.delete(origin);
      void pool.close();
    }
  }

  return {
    async use(origin, run) {
      if (closed) throw new Error('the egress is closed');
      const entry = pools.get(origin) ?? { pool: open(origin), running: 0 };
      pools.delete(origin);
      pools.set(origin, entry);
      entry.running++;
      closeUnused();
      try {
        return await run(entry.pool);
      } finally {
        entry.running--;
      }
    },
    async close() {
      closed = true;
      await Promise.all([...pools.values()].map(({ pool }) => pool.close()));
      pools.clear();
    },
  };
}
