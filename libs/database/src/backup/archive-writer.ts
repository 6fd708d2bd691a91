import { once } from 'node:events';
import { type Pack, pack } from 'tar-stream';
import { createGzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';

/** Puts files one after the other into a gzipped tar, as fast as `out` takes them. */
export class ArchiveWriter {
  private readonly tar: Pack = pack();
  private readonly written: Promise<void>;
  private failure: Error | undefined;

  constructor(out: Writable, time: Date) {
    this.time = time;
    this.written = pipeline(this.tar, createGzip(), out);
    this.written.catch((error: Error) => (this.failure = error));
  }

  private readonly time: Date;

  async add(name: string, bytes: Buffer): Promise<void> {
    if (this.failure) throw this.failure;
    const entry = this.tar.entry({ name, size: bytes.length, mode: 0o600, mtime: this.time });
    // Waits until the bytes are taken, or the pipeline has broken and says why.
    await Promise.race([once(entry.end(bytes), 'finish'), this.written]);
  }

  async finish(): Promise<void> {
    this.tar.finalize();
    await this.written;
  }

  abandon(): void {
    this.tar.destroy();
  }
}
