const newline = 0x0a;

/**
 * Cuts a COPY stream between rows into blocks of about this many bytes. In COPY's text a newline within a value is written
 * as \n, so that a bare one always ends a row.
 */
export async function* rowBlocks(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < size || chunk.lastIndexOf(newline) === -1) continue;
    const end = chunk.lastIndexOf(newline) + 1;
    held[held.length - 1] = chunk.subarray(0, end);
    yield Buffer.concat(held);
    held = end < chunk.length ? [chunk.subarray(end)] : [];
    bytes = chunk.length - end;
  }
  if (bytes > 0) yield Buffer.concat(held);
}
