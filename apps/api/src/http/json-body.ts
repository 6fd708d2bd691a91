import { isUtf8 } from 'node:buffer';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { type Refusal, Refused, refusal } from '#libs/kernel';

/**
 * JSON in UTF-8 and nothing else (RFC 8259, 8.1). Decoding leniently would put U+FFFD where the sender's bytes were wrong,
 * and keep words that nobody sent.
 */
export function takeJson(adapter: FastifyAdapter, bodyLimit: number): void {
  const fastify = adapter.getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  // Nest adds its own parsers, for forms too, unless one was set before.
  adapter.useBodyParser('application/json', false, { bodyLimit }, (request, body, done) => {
    const fault = charsetFault(request) ?? bytesFault(body);
    if (fault) return done(new Refused(fault));
    void parse(request, body.toString('utf8'), done as never);
  });
  fastify.removeContentTypeParser('text/plain');
}

/** A packed body: nothing here unpacks, so that nothing small becomes large. */
export function packingFault({ method, headers }: FastifyRequest): Refusal | undefined {
  const packed = headers['content-encoding'];
  if (packed === undefined || method === 'GET' || method === 'HEAD' || /^\s*identity\s*$/i.test(packed))
    return undefined;
  const detail = `Send the body as it is, without Content-Encoding (${packed.slice(0, 60)}).`;
  return refusal('request.unsupported_media_type', detail);
}

function charsetFault({ headers }: FastifyRequest): Refusal | undefined {
  const named = [...(headers['content-type'] ?? '').matchAll(/;\s*charset\s*=\s*"?([^\s";]*)/gi)];
  const foreign = named.find(([, charset = '']) => !/^utf-?8$/i.test(charset))?.[1];
  if (foreign === undefined) return undefined;
  const detail = `Send JSON in UTF-8, not in ${foreign.slice(0, 60) || 'a charset without a name'}: Content-Type: application/json.`;
  return refusal('request.unsupported_media_type', detail);
}

const bytesFault = (body: Buffer): Refusal | undefined =>
  isUtf8(body)
    ? undefined
    : refusal('request.not_utf8', 'The body holds bytes that are not UTF-8. Encode it as UTF-8 and send it again.');
