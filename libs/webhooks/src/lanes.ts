import { Slots, slotDistance } from './slots.js';

/** Limits of one process. A slow endpoint holds 2 of 256 places, so it takes 128 of them to fill the house. */
const overall = 256;
const perEndpoint = 8;
const perSlowEndpoint = 2;
const slowMs = 2_000;
const mostWaiting = 200;
const longestPauseMs = 30_000;
const rememberedEndpoints = 10_000;
// Optimistic, so that a first batch is not sent back; the age of what is under way corrects it within a moment.
const firstGuessMs = 20;

/** What stands in a lane. */
export interface Laned {
  readonly endpoint: string;
  readonly ratePerSecond: number | null;
}

interface Lane<T> {
  readonly waiting: T[];
  /** What is under way, with its beginning; oldest first. */
  readonly running: Map<T, number>;
  /** It answered quickly once. Before that it gets no more places than a slow one: many new ones may be dead. */
  isProven: boolean;
  /** Moving average of a request's time. */
  averageMs: number;
  /** Until when work that was sent back has claimed this endpoint's time. */
  bookedUntil: number;
  /** Of an endpoint with a limit. */
  slots?: Slots;
}

/**
 * Whose turn it is among leased deliveries: endpoints in rotation, each with places of its own, so that none waits for
 * another. What an endpoint cannot take within about a second is given back, due when its turn is likely to come.
 */
export class Lanes<T extends Laned> {
  private readonly lanes = new Map<string, Lane<T>>();
  // Endpoints with something waiting, the one served last at the end.
  private readonly queue = new Map<string, Lane<T>>();
  private underWay = 0;
  private queued = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Waiting and under way together. */
  get size(): number {
    return this.underWay + this.queued;
  }

  get running(): number {
    return this.underWay;
  }

  add(item: T): void {
    const lane = this.lanes.get(item.endpoint) ?? this.open(item.endpoint);
    if ((lane.slots?.ratePerSecond ?? null) !== item.ratePerSecond)
      lane.slots = item.ratePerSecond === null ? undefined : new Slots(item.ratePerSecond);
    lane.waiting.push(item);
    this.queued += 1;
    this.queue.set(item.endpoint, lane);
  }

  /** The next that may start now, or nothing. Whoever takes it must say when it is `finished`. */
  take(): T | undefined {
    if (this.underWay >= overall) return undefined;
    for (const [endpoint, lane] of this.queue) {
      if (lane.running.size >= this.places(lane)) continue;
      if (lane.slots && !lane.slots.use(this.now())) continue;
      const item = lane.waiting.shift() as T;
      this.queued -= 1;
      this.queue.delete(endpoint);
      if (lane.waiting.length > 0) this.queue.set(endpoint, lane);
      lane.running.set(item, this.now());
      this.underWay += 1;
      return item;
    }
    return undefined;
  }

  /** Limited endpoints for which slots must be taken, each with one of what waits. Whoever asks answers with `give`. */
  wanting(): { item: T; count: number }[] {
    return [...this.queue.values()].flatMap(({ slots, waiting: [item, ...more] }) => {
      const count = (item && slots?.wanted(more.length + 1, this.now())) ?? 0;
      return item && count > 0 ? [{ item, count }] : [];
    });
  }

  give(endpoint: string, moments: readonly number[]): void {
    this.lanes.get(endpoint)?.slots?.give(moments);
  }

  /** When the next slot opens for something that waits. */
  get nextSlot(): number | undefined {
    const moments = [...this.queue.values()].flatMap(({ slots }) => slots?.next ?? []);
    return moments.length > 0 ? Math.min(...moments) : undefined;
  }

  finished(item: T): void {
    const lane = this.lanes.get(item.endpoint);
    const startedAt = lane?.running.get(item);
    if (!lane || startedAt === undefined) return;
    lane.running.delete(item);
    this.underWay -= 1;
    lane.averageMs += 0.3 * (this.now() - startedAt - lane.averageMs);
    lane.isProven ||= this.now() - startedAt <= slowMs;
  }

  /** Takes out what an endpoint cannot take soon, each with the seconds after which to try again. */
  excess(): { item: T; seconds: number }[] {
    const now = this.now();
    return [...this.queue].flatMap(([endpoint, lane]) => {
      const latency = Math.max(1, this.latency(lane));
      // As if a new one were quick, so that a first batch is not sent back.
      const places = this.latency(lane) > slowMs ? perSlowEndpoint : perEndpoint;
      const pace = Math.max(latency / places, lane.slots ? slotDistance(lane.slots.ratePerSecond) : 0);
      const keep = Math.min(mostWaiting, Math.max(lane.slots ? 1 : perEndpoint, Math.ceil(1_000 / pace)));
      const sentBack = this.cut(endpoint, lane, keep);
      return sentBack.map((item) => {
        lane.bookedUntil = Math.min(Math.max(now, lane.bookedUntil) + pace, now + longestPauseMs);
        return { item, seconds: (lane.bookedUntil - now) / 1_000 };
      });
    });
  }

  /** Takes out everything that has not begun. */
  clear(): T[] {
    return [...this.queue.keys()].flatMap((endpoint) => this.clearOf(endpoint));
  }

  /** Takes out what has not begun of one endpoint. */
  clearOf(endpoint: string): T[] {
    const lane = this.lanes.get(endpoint);
    return lane ? this.cut(endpoint, lane, 0) : [];
  }

  private cut(endpoint: string, lane: Lane<T>, keep: number): T[] {
    const items = lane.waiting.splice(keep);
    this.queued -= items.length;
    if (lane.waiting.length === 0) this.queue.delete(endpoint);
    return items;
  }

  private places(lane: Lane<T>): number {
    return lane.isProven && this.latency(lane) <= slowMs ? perEndpoint : perSlowEndpoint;
  }

  private latency(lane: Lane<T>): number {
    const [oldest] = lane.running.values();
    return Math.max(lane.averageMs, oldest === undefined ? 0 : this.now() - oldest);
  }

  private open(endpoint: string): Lane<T> {
    if (this.lanes.size >= rememberedEndpoints) this.forgetIdle();
    const lane: Lane<T> = { waiting: [], running: new Map(), isProven: false, averageMs: firstGuessMs, bookedUntil: 0 };
    this.lanes.set(endpoint, lane);
    return lane;
  }

  private forgetIdle(): void {
    for (const [endpoint, lane] of this.lanes) {
      if (lane.running.size === 0 && lane.waiting.length === 0) this.lanes.delete(endpoint);
    }
  }
}
