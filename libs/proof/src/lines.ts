import { Malformed } from './malformed.js';

/** Lines without their newline, in flat memory. Throws Malformed for a line over `maxBytes` and for a last one without newline. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let begun: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      const rest = chunk.subarray(from, end);
      const line = begun.length === 0 ? rest : Buffer.concat([begun, rest]);
      if (line.length > maxBytes) throw tooLong(maxBytes);
      yield line;
      begun = Buffer.alloc(0);
      from = end + 1;
    }
    begun = Buffer.concat([begun, chunk.subarray(from)]);
    if (begun.length > maxBytes) throw tooLong(maxBytes);
  }
  if (begun.length > 0) throw new Malformed('the last line does not end in a newline');
}

const tooLong = (maxBytes: number): Malformed => new Malformed(`a line is longer than ${maxBytes} bytes`);
