/** One line of a table: how many of what. */
export interface Count {
  readonly what: string;
  readonly count: number;
}

/** Counts by name. Most first, then by name, so that the order depends on nothing else. */
export class Counter {
  private readonly counted = new Map<string, number>();

  add(what: string): void {
    this.counted.set(what, (this.counted.get(what) ?? 0) + 1);
  }

  of(what: string): number {
    return this.counted.get(what) ?? 0;
  }

  get all(): readonly Count[] {
    return [...this.counted]
      .map(([what, count]) => ({ what, count }))
      .sort((a, b) => b.count - a.count || (a.what < b.what ? -1 : 1));
  }
}

export interface Spread {
  readonly count: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly most: number | null;
}

/** Median and 90th percentile between the two nearest values, as PostgreSQL's percentile_cont does. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number): number | null => {
    const place = (sorted.length - 1) * part;
    const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place));
  };
  return { count: sorted.length, median: at(0.5), p90: at(0.9), most: sorted.at(-1) ?? null };
}
