import { hash } from 'node:crypto';
import type { Tally } from './backup-format.js';

/**
 * Counts rows and adds up their SHA-256, 64 bits at a time. The sum does not depend on the order in which a table gives its
 * rows. It notices what was lost or damaged; whoever changes a backup on purpose can change the sum too, and is found by a
 * checkpoint that somebody else holds.
 */
export class RowTally {
  private rows = 0;
  private readonly lanes = new BigUint64Array(4);

  /** Rows as COPY writes them, each with its newline, whole. */
  add(block: Buffer): void {
    for (let from = 0, to; from < block.length; from = to) {
      to = block.indexOf(0x0a, from) + 1;
      if (to === 0) throw new Error('the last row is not whole');
      const digest = hash('sha256', block.subarray(from, to), 'buffer');
      for (let lane = 0; lane < 4; lane += 1)
        this.lanes[lane] = (this.lanes[lane] as bigint) + digest.readBigUInt64BE(lane * 8);
      this.rows += 1;
    }
  }

  get counted(): number {
    return this.rows;
  }

  total(): Tally {
    const sum = [...this.lanes].map((lane) => lane.toString(16).padStart(16, '0')).join('');
    return { rows: this.rows, sum };
  }
}
