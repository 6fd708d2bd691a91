import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { maxCaptureBytes } from '#libs/desk';
import { refuse } from '#libs/kernel';

/**
 * The body as it comes. What was announced as too large is refused before the first byte; and a reader that stops early
 * leaves the connection open, so that the caller gets to read why.
 */
export async function* bodyOf({ body, headers }: FastifyRequest): AsyncGenerator<Buffer> {
  if (!(body instanceof Readable)) return;
  try {
    if (Number(headers['content-length'] ?? 0) > maxCaptureBytes) {
      refuse('capture.too_large', 'A capture takes 25 MiB at the most. Capture the part that is cited.');
    }
    for await (const part of body.iterator({ destroyOnReturn: false })) yield part as Buffer;
  } finally {
    // The rest is read and thrown away, until the server's own time for a request is over.
    body.resume();
  }
}
