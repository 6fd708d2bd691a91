// A request may begin this much after its slot: so much the distance between slots is wider than the limit asks for.
const latestMs = 100;
const wider = 1.25;

/** Milliseconds between the slots of an endpoint that takes so many requests in any second, also when some begin late. */
export const slotDistance = (ratePerSecond: number): number => (1_000 * wider) / ratePerSecond;

/** The moments at which requests to one limited endpoint may begin, as this process took them. Unused ones pass. */
export class Slots {
  private moments: number[] = [];
  private isAsking = false;

  constructor(readonly ratePerSecond: number) {}

  /** How many to take for so much that waits, about a second's worth at the most; 0 while they are being taken. */
  wanted(waiting: number, now: number): number {
    this.forget(now);
    if (this.isAsking || this.moments.length > 0) return 0;
    const count = Math.min(waiting, Math.max(1, Math.floor(this.ratePerSecond)));
    this.isAsking = count > 0;
    return count;
  }

  /** The answer to `wanted`; none where it failed. */
  give(moments: readonly number[]): void {
    this.isAsking = false;
    this.moments.push(...moments);
  }

  get next(): number | undefined {
    return this.moments[0];
  }

  /** Uses a slot, if one is open now. */
  use(now: number): boolean {
    this.forget(now);
    const [first] = this.moments;
    if (first === undefined || first > now) return false;
    this.moments.shift();
    return true;
  }

  private forget(now: number): void {
    this.moments = this.moments.filter((moment) => now - moment <= latestMs);
  }
}
