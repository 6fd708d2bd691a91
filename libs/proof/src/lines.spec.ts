import fc from 'fast-check';
import { linesOf } from './lines.js';
import { Malformed } from './malformed.js';

async function* inChunks(bytes: Buffer, width: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += width) yield bytes.subarray(at, at + width);
}

async function linesIn(text: string, width: number, maxBytes = 100): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(inChunks(Buffer.from(text), width), maxBytes)) lines.push(line.toString());
  return lines;
}

describe('lines', () => {
  it('are the same, wherever the chunks were cut', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', ' '), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 40 }), async (lines, width) => {
        expect(await linesIn(lines.map((each) => `${each}\n`).join(''), width)).toEqual(lines);
      }),
    );
  });

  it('end in a newline, the last one too', async () => {
    await expect(linesIn('a\nb', 1)).rejects.toThrow(Malformed);
    await expect(linesIn('b', 10)).rejects.toThrow(Malformed);
  });

  it.each([1, 3, 100])('may be as long as the bound and no longer, in chunks of %i', async (width) => {
    expect(await linesIn('12345\n1\n', width, 5)).toEqual(['12345', '1']);
    await expect(linesIn('123456\n', width, 5)).rejects.toThrow(Malformed);
  });

  it('are refused before an endless one fills the memory', async () => {
    let taken = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        taken += 1;
        if (taken > 100) throw new Error('nobody stopped reading');
        yield Buffer.alloc(10, 'x');
      }
    }
    await expect(linesOf(endless(), 25).next()).rejects.toThrow(Malformed);
    expect(taken).toBe(3);
  });
});
