import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Of every chunk but the last one of a file. */
export const chunkBytes = 256 * 1024;

/** Takes a report's bytes in chunks of 256 KiB, the last one shorter; holds at most one chunk and what was just written. */
export class ReportSink extends Writable {
  private readonly hash = createHash('sha256');
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private total = 0;

  constructor(private readonly keep: (bytes: Buffer) => Promise<void>) {
    super({ highWaterMark: chunkBytes });
  }

  /** Until the last byte is kept: a writer that comes back earlier neither loses its file nor an error in keeping it. */
  async fill(write: () => Promise<void>): Promise<void> {
    await Promise.all([finished(this), write()]);
  }

  /** Of everything written; once, after the stream has finished. */
  result(): { sha256: string; size: number } {
    return { sha256: this.hash.digest('hex'), size: this.total };
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.take(bytes).then(() => done(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.flush(0).then(() => done(), done);
  }

  private async take(bytes: Buffer): Promise<void> {
    this.hash.update(bytes);
    this.total += bytes.length;
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    if (this.waitingBytes >= chunkBytes) await this.flush(chunkBytes);
  }

  /** Keeps what waits, but for a rest that is shorter than `least`. */
  private async flush(least: number): Promise<void> {
    let rest = Buffer.concat(this.waiting);
    while (rest.length > 0 && rest.length >= least) {
      await this.keep(rest.subarray(0, chunkBytes));
      rest = rest.subarray(chunkBytes);
    }
    this.waiting = [rest];
    this.waitingBytes = rest.length;
  }
}
