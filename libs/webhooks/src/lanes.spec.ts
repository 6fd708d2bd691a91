import fc from 'fast-check';
import { Lanes } from './lanes.js';

interface Item {
  readonly endpoint: string;
  readonly number: number;
  readonly ratePerSecond: number | null;
}
const items = (endpoint: string, count: number, ratePerSecond: number | null = null): Item[] =>
  Array.from({ length: count }, (_, number) => ({ endpoint, number, ratePerSecond }));

function taken(lanes: Lanes<Item>): Item[] {
  const all: Item[] = [];
  for (let item = lanes.take(); item; item = lanes.take()) all.push(item);
  return all;
}

describe('the lanes', () => {
  it('give one endpoint eight places and leave the others theirs', () => {
    const lanes = new Lanes<Item>(() => 0);
    for (const item of [...items('a', 100), ...items('b', 3)]) lanes.add(item);
    // Nobody knows them yet.
    const tried = taken(lanes);
    expect(tried.map((item) => item.endpoint).sort()).toEqual(['a', 'a', 'b', 'b']);
    for (const item of tried) lanes.finished(item);
    for (const item of items('b', 2)) lanes.add(item);
    const first = taken(lanes);
    expect(first.filter((item) => item.endpoint === 'a')).toHaveLength(8);
    expect(first.filter((item) => item.endpoint === 'b')).toHaveLength(3);
  });

  it('serve each endpoint in the order in which its deliveries came', () => {
    const lanes = new Lanes<Item>(() => 0);
    for (const item of items('a', 20)) lanes.add(item);
    const order: number[] = [];
    for (let item = lanes.take(); item; item = lanes.take()) {
      order.push(item.number);
      lanes.finished(item);
    }
    expect(order).toEqual(items('a', 20).map((item) => item.number));
  });

  it('give a slow endpoint two places, and send back what it cannot take soon, one after the other', () => {
    let now = 0;
    const lanes = new Lanes<Item>(() => now);
    // It was quick once.
    for (const item of items('slow', 1)) lanes.add(item);
    lanes.finished(lanes.take() as Item);
    for (const item of items('slow', 100)) lanes.add(item);
    const [first] = taken(lanes);
    now = 10_000;
    lanes.finished(first as Item);
    expect(taken(lanes)).toEqual([]);
    const excess = lanes.excess();
    expect(lanes.size).toBe(15);
    expect(excess).toHaveLength(84);
    const seconds = excess.map((one) => one.seconds);
    expect(seconds[0]).toBe(5); // one of two places, ten seconds each
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
    expect(Math.max(...seconds)).toBe(30);
  });

  it('keep a full batch of an endpoint that nobody has tried', () => {
    const lanes = new Lanes<Item>(() => 0);
    for (const item of items('new', 200)) lanes.add(item);
    expect(lanes.excess()).toEqual([]);
  });

  it('lose nothing: all that was added is under way, waiting, sent back or finished', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('add' as const), endpoint: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ do: fc.constantFrom('take' as const, 'finish' as const, 'excess' as const) }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 5_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        let now = 0;
        let [added, gone] = [0, 0];
        const lanes = new Lanes<Item>(() => now);
        const running: Item[] = [];
        for (const one of steps) {
          if (one.do === 'add') lanes.add({ endpoint: one.endpoint, number: added++, ratePerSecond: null });
          if (one.do === 'wait') now += one.ms;
          if (one.do === 'excess') gone += lanes.excess().length;
          if (one.do === 'take') running.push(...[lanes.take()].filter((item) => item !== undefined));
          const done = one.do === 'finish' ? running.shift() : undefined;
          if (done) {
            lanes.finished(done);
            gone += 1;
          }
          expect(lanes.size + gone).toBe(added);
        }
        expect(lanes.clear().length + running.length + gone).toBe(added);
        expect(lanes.size).toBe(running.length);
      }),
    );
  });

  it('begin a request to a limited endpoint only at its slots, and send back what it cannot take within a second', () => {
    let now = 0;
    const lanes = new Lanes<Item>(() => now);
    for (const item of [...items('limited', 50, 4), ...items('free', 2)]) lanes.add(item);
    expect(taken(lanes).map((item) => item.endpoint)).toEqual(['free', 'free']);
    expect(lanes.excess().map(({ item, seconds }) => [item.endpoint, seconds > 0])).toEqual(
      Array(46).fill(['limited', true]),
    );
    expect(lanes.wanting()).toMatchObject([{ count: 4 }]);
    expect(lanes.wanting()).toEqual([]);
    lanes.give('limited', [10, 310]);
    expect([taken(lanes).length, lanes.nextSlot]).toEqual([0, 10]);
    now = 10;
    expect([taken(lanes).length, lanes.nextSlot]).toEqual([1, 310]);
    expect(lanes.clearOf('limited')).toHaveLength(3);
    expect(lanes.nextSlot).toBeUndefined();
  });
});
