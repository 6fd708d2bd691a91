import os from 'node:os';
import { memoryHere, sharedBuffers } from './memory.js';

const gigabyte = 1_073_741_824;

describe('How much memory the embedded PostgreSQL keeps pages in', () => {
  it.each([
    [0.5, 128],
    [1, 128],
    [2, 256],
    [8, 1_024],
    [64, 1_024],
  ])('of a machine with %s GB: %s MB', (machine, megabytes) => {
    expect(sharedBuffers(machine * gigabyte)).toBe(megabytes);
  });

  it('never counts on more than the machine has', () => {
    expect(memoryHere()).toBeGreaterThan(0);
    expect(memoryHere()).toBeLessThanOrEqual(os.totalmem());
  });
});
