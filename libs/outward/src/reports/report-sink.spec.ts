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

  it('fails its stream when a chunk cannot be kept', async () => {
    const sink = new ReportSink(() => Promise.reject(new Error('the disk is full')));
    await expect(pipeline(Readable.from([Buffer.alloc(chunkBytes)]), sink)).rejects.toThrow('the disk is full');
  });
});
