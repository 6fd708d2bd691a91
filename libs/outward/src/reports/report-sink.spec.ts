import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { sha256Hex } from '#libs/kernel';
import { ReportSink } from './report-sink.js';

const chunkBytes = 256 * 1024;

describe('the sink of a report', () => {
  it('keeps the same full chunks however the bytes come in, and knows their digest', async () => {
    const pieces = fc.array(fc.integer({ min: 0, max: 600_000 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(pieces, async (lengths) => {
        const given = lengths.map((length, i) => Buffer.alloc(length, i + 1));
        const whole = Buffer.concat(given);
        const kept: Buffer[] = [];
        const sink = new ReportSink((bytes) => Promise.resolve(void kept.push(Buffer.from(bytes))));
        await pipeline(Readable.from(given, { objectMode: false }), sink);
        expect(Buffer.concat(kept).equals(whole)).toBe(true);
        expect(kept.slice(0, -1).every((chunk) => chunk.length === chunkBytes)).toBe(true);
        expect(sink.result()).toEqual({ sha256: sha256Hex(whole), size: whole.length });
      }),
      { numRuns: 30 },
    );
  });

  it('waits for what a writer left behind, and hears of its failure', async () => {
    const kept: string[] = [];
    const slowly = async (bytes: Buffer): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      kept.push(bytes.toString());
    };
    const sink = new ReportSink(slowly);
    await sink.fill(() => Promise.resolve(void sink.end('a report')));
    expect([kept, sink.result().size]).toEqual([['a report'], 8]);
    const full = new ReportSink(() => Promise.reject(new Error('the disk is full')));
    await expect(full.fill(() => Promise.resolve(void full.end('a report')))).rejects.toThrow('the disk is full');
    const never = new ReportSink(slowly);
    await expect(never.fill(() => Promise.reject(new Error('no such claim')))).rejects.toThrow('no such claim');
  });

  it('fails its stream when a chunk cannot be kept', async () => {
    const sink = new ReportSink(() => Promise.reject(new Error('the disk is full')));
    await expect(pipeline(Readable.from([Buffer.alloc(chunkBytes)]), sink)).rejects.toThrow('the disk is full');
  });
});
