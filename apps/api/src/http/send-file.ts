import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { refuse } from '#libs/kernel';
import { byteRange, rangeCounts } from './byte-range.js';
import { isKnown } from './conditional.js';

/** A file that never changes: its digest is its tag. */
export interface SentFile {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
  bytes(start: number, end: number): AsyncGenerator<Buffer>;
}

/**
 * The file, or the part that Range asks for (RFC 9110, 13 and 14); the headers alone for HEAD; 304 for who has it. `takes`
 * is told before the first byte leaves. Refuses with `request.range_not_satisfiable`.
 */
export async function sendFile(reply: FastifyReply, file: SentFile, takes: () => Promise<void>): Promise<void> {
  const { headers, method } = reply.request;
  const etag = `"${file.sha256}"`;
  if (isKnown(headers['if-none-match'], etag)) return void reply.code(304).header('etag', etag).send();
  // A range is defined for GET alone.
  const isAsked = method === 'GET' && rangeCounts(String(headers['if-range'] ?? etag), etag);
  const range = isAsked ? byteRange(headers.range, file.size) : 'whole';
  if (range === 'unsatisfiable') {
    void reply.header('content-range', `bytes */${file.size}`);
    return refuse('request.range_not_satisfiable', `The file has ${file.size} bytes, and none where you ask.`);
  }
  const { start, end } = range === 'whole' ? { start: 0, end: file.size } : range;
  if (method === 'GET') await takes();
  if (range !== 'whole') void reply.code(206).header('content-range', `bytes ${start}-${end - 1}/${file.size}`);
  void reply
    .header('etag', etag)
    .header('cache-control', 'private, no-cache')
    .header('accept-ranges', 'bytes')
    .header('content-type', file.mediaType)
    .header('content-length', end - start)
    .header('content-disposition', `attachment; filename="${file.name}"`)
    .send(Readable.from(method === 'GET' ? file.bytes(start, end) : []));
}
