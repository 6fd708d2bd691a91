import { createLog } from './log.js';
import { Loop } from './loop.js';

const log = createLog('silent');

describe('background work', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** How often it ran, hinted each millisecond for so long. */
  const hinted = async (ms: number, apartMs: number): Promise<number> => {
    let runs = 0;
    const loop = new Loop('work', () => Promise.resolve((runs += 1) < 0), 1_000_000, log, apartMs);
    loop.start();
    for (let n = 0; n < ms; n += 1) {
      await jest.advanceTimersByTimeAsync(1);
      loop.wake();
    }
    await loop.stop();
    return runs;
  };

  it('runs at once for a hint, also one that comes between two runs', async () => {
    expect(await hinted(100, 0)).toBeGreaterThan(50);
  });

  it('keeps its runs apart, however many hints come between', async () => {
    expect(await hinted(1_000, 100)).toBeLessThanOrEqual(11);
    expect(await hinted(1_000, 100)).toBeGreaterThanOrEqual(9);
  });

  it('runs without any hint, and not after its end', async () => {
    let runs = 0;
    const loop = new Loop('work', () => Promise.resolve((runs += 1) < 0), 1_000, log);
    loop.start();
    await jest.advanceTimersByTimeAsync(3_500);
    expect(runs).toBe(4);
    await loop.stop();
    await jest.advanceTimersByTimeAsync(5_000);
    loop.wake();
    expect(runs).toBe(4);
  });
});
